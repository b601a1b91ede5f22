/** What a program may ask of a recorder that runs. */
@Export
@Version("1.0.0")
package org.rapport.api.recording;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
