/** Networks as ONNX files, for ONNX Runtime and other programs. */
@Export
@Version("1.0.0")
package org.rapport.model.onnx;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
