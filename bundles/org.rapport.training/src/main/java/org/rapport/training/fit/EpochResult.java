package org.rapport.training.fit;

/**
 * What came of one epoch.
 *
 * @param epoch its number, from 1
 * @param task mean loss over its steps, with dropout
 * @param distillation KD, likewise
 * @param enhancement SE, likewise
 * @param competence CCC on the validation side after it
 * @param warmth CCC on the validation side after it
 * @param seconds it took
 */
public record EpochResult(int epoch, double task, double distillation, double enhancement, double competence, double warmth,
        double seconds) {

    /** What the best epoch is chosen by: the mean CCC of the targets that have one. */
    public double score() {
        if (Double.isNaN(competence) || Double.isNaN(warmth)) {
            return Double.isNaN(competence) ? warmth : competence;
        }
        return (competence + warmth) / 2;
    }
}
