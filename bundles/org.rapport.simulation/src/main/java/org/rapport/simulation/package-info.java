/** A simulated dyad: two people, the devices that watch them, and the impression that one makes on the other. */
package org.rapport.simulation;
