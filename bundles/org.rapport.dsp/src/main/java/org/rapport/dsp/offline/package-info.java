/** Resampling of whole recordings, to the digit as SciPy does it: what the paper's features were made with. */
@Export
@Version("1.0.0")
package org.rapport.dsp.offline;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
