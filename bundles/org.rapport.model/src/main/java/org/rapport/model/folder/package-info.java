/** Trained models on disk: a folder with the network, its weights, and the contract that says what it needs. */
@Export
@Version("1.0.0")
package org.rapport.model.folder;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
