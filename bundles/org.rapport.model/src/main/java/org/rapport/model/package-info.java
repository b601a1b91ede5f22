/**
 * The cross-domain impression network of Li and Lai (Interspeech 2022): one training step at a time, and trained models on
 * disk with the contract that says what they need and how well they did.
 */
@Export
@Version("1.0.0")
package org.rapport.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
