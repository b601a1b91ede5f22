package org.rapport.training.data;

/**
 * What chance decided about one batch.
 *
 * @param windows the numbers of its windows
 * @param lost for each window each modality, the emitter's first: whether it is taken away, as if its device were lost
 */
public record Draw(int[] windows, boolean[][] lost) {
}
