/** A simulated dyad: two people, the devices that watch them, and the impression that one makes on the other. */
@Export
@Version("1.0.0")
package org.rapport.simulation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
