/** Reads what was recorded, by Rapport or by other programs, as the signals that came in when it was. */
@Export
@Version("1.0.0")
package org.rapport.recording.session;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
