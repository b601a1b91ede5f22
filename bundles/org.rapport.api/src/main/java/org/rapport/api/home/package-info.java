/** Where the distribution is. */
@Export
@Version("1.0.0")
package org.rapport.api.home;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
