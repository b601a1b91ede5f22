/** Live resampling: streams of any rates on one grid of times. */
@Export
@Version("1.0.0")
package org.rapport.dsp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
