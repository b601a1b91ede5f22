package org.rapport.training.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The batches of one epoch after the other. All chance of an epoch is drawn at once and costs next to nothing, so that a run
 * that goes on draws its past epochs again and then stands where it stood.
 */
public final class Draws {
    private final Windows windows;
    private final int batchSize;
    private final double modalityDropout;
    private final Random random;

    /** @param modalityDropout the probability with which each modality of each window is taken away */
    public Draws(Windows windows, int batchSize, double modalityDropout, long seed) {
        this.windows = windows;
        this.batchSize = batchSize;
        this.modalityDropout = modalityDropout;
        this.random = new Random(seed);
    }

    /** The next epoch: all windows, shuffled, in batches of one size; a short rest waits for another epoch. */
    public List<Draw> epoch() {
        List<Integer> order = new ArrayList<>(IntStream.range(0, windows.count()).boxed().toList());
        Collections.shuffle(order, random);
        List<Draw> draws = new ArrayList<>();
        for (int from = 0; from + batchSize <= order.size(); from += batchSize) {
            int[] numbers = order.subList(from, from + batchSize).stream().mapToInt(Integer::intValue).toArray();
            draws.add(new Draw(numbers, lost()));
        }
        return draws;
    }

    private boolean[][] lost() {
        boolean[][] lost = new boolean[batchSize][windows.modalities()];
        if (modalityDropout > 0) {
            for (boolean[] window : lost) {
                for (int modality = 0; modality < window.length; modality++) {
                    window[modality] = random.nextDouble() < modalityDropout;
                }
            }
        }
        return lost;
    }
}
