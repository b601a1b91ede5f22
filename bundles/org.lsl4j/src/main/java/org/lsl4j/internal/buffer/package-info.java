/** Samples that wait between a network and its readers. */
package org.lsl4j.internal.buffer;
