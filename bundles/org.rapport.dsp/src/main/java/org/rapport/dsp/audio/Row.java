package org.rapport.dsp.audio;

/**
 * What is known of one frame.
 *
 * @param time the centre of the frame, in seconds
 * @param values one a descriptor; NaN where it cannot be known
 */
record Row(double time, double[] values) {
}
