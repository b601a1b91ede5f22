/** Files in JSON that people write, read so that every complaint says file, line and key. */
@Export
@Version("1.0")
package org.rapport.json;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
