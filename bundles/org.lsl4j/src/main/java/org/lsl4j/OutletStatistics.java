package org.lsl4j;

/**
 * What went through an outlet since it was made.
 *
 * @param pushed samples pushed, whether or not anyone was there to receive them
 * @param dropped samples that some consumer was too slow for, summed over consumers
 * @param bytes sent to consumers
 */
public record OutletStatistics(long pushed, long dropped, long bytes) {
}
