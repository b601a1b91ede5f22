/** The page on which people see a running session. */
@Export
@Version("1.0.0")
package org.rapport.api.page;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
