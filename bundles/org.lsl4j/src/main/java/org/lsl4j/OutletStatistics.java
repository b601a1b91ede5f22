package org.lsl4j;

/**
 * What went through an outlet since it was made. Of the native library only the first number is known.
 *
 * @param pushed samples pushed, whether or not anyone was there to receive them
 * @param dropped samples that some consumer was too slow for, summed over consumers
 * @param bytes sent to consumers
 */
public record OutletStatistics(long pushed, long dropped, long bytes) {
    /** Of what the native library does not tell. */
    public static final long UNKNOWN = -1;
}
