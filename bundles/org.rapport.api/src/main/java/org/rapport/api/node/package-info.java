/** What a plug-in implements: nodes, checks of their settings, and listeners. */
@Export
@Version("1.1.0")
package org.rapport.api.node;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
