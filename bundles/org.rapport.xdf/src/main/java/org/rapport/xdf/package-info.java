/** Reads and writes recordings in the Extensible Data Format, XDF 1.0 (github.com/sccn/xdf/wiki/Specifications). */
@Export
@Version("1.0.0")
package org.rapport.xdf;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
