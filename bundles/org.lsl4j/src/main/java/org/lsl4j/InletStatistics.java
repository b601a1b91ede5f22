package org.lsl4j;

/**
 * What went through an inlet since it was made.
 *
 * @param received samples that came over the network
 * @param dropped samples among them that were thrown away unread because the buffer was full
 * @param reconnects how often a connection was made again after the first; with the native library, how often another
 *        outlet's clock took over while time was measured
 * @param bytes of samples that came over the network, {@link #UNKNOWN} with the native library
 */
public record InletStatistics(long received, long dropped, long reconnects, long bytes) {
    /** Of what the native library does not tell. */
    public static final long UNKNOWN = -1;
}
