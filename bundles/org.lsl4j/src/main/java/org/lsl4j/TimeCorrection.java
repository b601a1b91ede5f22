package org.lsl4j;

/**
 * How a stream's clock differs from this machine's, as measured by the quickest of several probes.
 *
 * @param offset seconds to add to the stream's time stamps to get {@link LslClock} time here
 * @param uncertainty seconds the probe was under way; the offset is off by at most half of it
 * @param remoteTime when it was measured, in seconds of the stream's clock
 */
public record TimeCorrection(double offset, double uncertainty, double remoteTime) {
}
