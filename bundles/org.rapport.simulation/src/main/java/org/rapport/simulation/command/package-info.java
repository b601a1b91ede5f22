/** The command {@code rapport simulate}: a simulated session as live streams, or a study of recordings. */
package org.rapport.simulation.command;
