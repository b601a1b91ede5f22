package org.rapport.model.network;

/**
 * Windows to train on, one after the other, each row-major [steps x columns]. Shared without copying.
 *
 * @param emitter [windows x steps x K], standardised, without NaN
 * @param receiver [windows x steps x L], standardised, without NaN
 * @param labels [windows x steps x targets], standardised; NaN where there is none, which leaves the step
 *        out of the task loss
 */
public record Batch(float[] emitter, float[] receiver, float[] labels) {
}
