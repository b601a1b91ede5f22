/** The little linear algebra that filters and regressions need. */
@Export
@Version("1.0.0")
package org.rapport.dsp.algebra;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
