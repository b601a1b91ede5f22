package org.rapport.model.network;

/**
 * The losses of one batch (section 4 of the paper). Those between attentions are NaN for a network without attentions.
 *
 * @param task squared error, mean over the labelled steps, competence plus warmth, in standardised labels
 * @param distillation KD: squared difference between the two intra-attentions, mean over elements, counted both ways
 * @param enhancement SE: how much each inter-attention diverges from its intra-attention over time, mean over columns
 * @param total what the step minimises: the weighted sum of those there are
 */
public record LossValues(double task, double distillation, double enhancement, double total) {
}
