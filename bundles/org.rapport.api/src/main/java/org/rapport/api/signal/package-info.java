/** What flows through a graph: blocks of samples, the description of their stream, and the state of its source. */
@Export
@Version("1.1.0")
package org.rapport.api.signal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
