package org.rapport.training.fit;

/**
 * How long and how fast is learned.
 *
 * @param epochs passes over the training windows
 * @param batch windows of one step
 * @param rate Adam's learning rate at first
 * @param halveEvery epochs after which the learning rate is halved
 * @param patience epochs without a better validation score after which training ends; 0 for never
 */
public record Schedule(int epochs, int batch, double rate, int halveEvery, int patience) {

    /** The learning rate of an epoch, from 1. */
    float rate(int epoch) {
        return (float) (rate * Math.pow(0.5, (epoch - 1) / halveEvery));
    }
}
