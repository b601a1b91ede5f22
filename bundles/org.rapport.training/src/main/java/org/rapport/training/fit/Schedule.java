package org.rapport.training.fit;

/**
 * How long and how fast is learned.
 *
 * @param epochs passes over the training windows
 * @param batch windows of one step
 * @param rate Adam's highest learning rate
 * @param course how the rate changes
 * @param patience epochs without a better validation score after which training ends; 0 for never
 * @param weightDecay what a step takes away of each matrix of weights, in parts of it and of the rate
 */
public record Schedule(int epochs, int batch, double rate, Course course, int patience, double weightDecay) {
    /** What the decay is called among the settings of a run; one that does not say it has none. */
    static final String WEIGHT_DECAY = "weightDecay";

    /**
     * The learning rate of a step.
     *
     * @param done epochs before it, with the part of the present one
     */
    float rate(double done) {
        return (float) (rate * course.part(done));
    }

    /** The same for more or fewer epochs, at the same rates. */
    Schedule withEpochs(int number) {
        return new Schedule(number, batch, rate, course, patience, weightDecay);
    }
}
