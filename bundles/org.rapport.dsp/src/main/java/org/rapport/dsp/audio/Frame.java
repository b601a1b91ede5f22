package org.rapport.dsp.audio;

/**
 * A short stretch of audio.
 *
 * @param time the centre of it, in seconds
 * @param samples amplitudes between -1 and 1
 */
record Frame(double time, double[] samples) {
}
