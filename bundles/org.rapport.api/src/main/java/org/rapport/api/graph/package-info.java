/** What the engine does for others: where nodes send, what a pipeline file says, what runs, and runs over recorded signals. */
@Export
@Version("1.1.0")
package org.rapport.api.graph;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
