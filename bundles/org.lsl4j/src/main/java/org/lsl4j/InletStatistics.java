package org.lsl4j;

/**
 * What went through an inlet since it was made.
 *
 * @param received samples that came over the network
 * @param dropped samples among them that were thrown away unread because the buffer was full
 * @param reconnects how often a connection was made again after the first
 * @param bytes of samples that came over the network
 */
public record InletStatistics(long received, long dropped, long reconnects, long bytes) {
}
