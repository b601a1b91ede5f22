/** Commands of the program, and who runs them. */
@Export
@Version("1.0.0")
package org.rapport.api.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
