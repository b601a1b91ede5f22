/**
 * The cross-domain network of Li and Lai (Interspeech 2022) and its relatives: one training step at a time, checkpoints, and
 * the network of a trained model.
 */
@Export
@Version("1.0.0")
package org.rapport.model.network;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
