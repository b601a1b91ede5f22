/** What an observer may ask of running pipelines, and how a program runs one over recorded signals. */
@Export
@Version("1.0.0")
package org.rapport.api.graph;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
