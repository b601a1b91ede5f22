package org.rapport.training;

/**
 * How a model is trained; the defaults are those of the reference, or the paper's where it says one.
 *
 * @param steps rows of a window
 * @param hop rows from one window to the next
 * @param lookAhead rows of the window after the one that is predicted live
 * @param epochs passes over the training windows
 * @param batch windows of one step
 * @param rate Adam's learning rate
 * @param halveEvery epochs after which the learning rate is halved
 * @param modalityDropout the probability that a window loses a modality
 * @param liveHop rows from one prediction to the next live
 * @param seed of the split, the weights, the order and the dropouts
 */
record TrainingOptions(int steps, int hop, int lookAhead, int epochs, int batch, double rate, int halveEvery, double modalityDropout, int liveHop,
        long seed) {
}
