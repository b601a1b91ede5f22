/** What is on the network, how it is read, and pipelines made of it. */
@Export
@Version("1.0.0")
package org.rapport.api.device;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
