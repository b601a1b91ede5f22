/** Reads what other programs kept as text: tables, described or known, as if an LSL outlet of the same device had sent them. */
@Export
@Version("1.0.0")
package org.rapport.recording.tables;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
