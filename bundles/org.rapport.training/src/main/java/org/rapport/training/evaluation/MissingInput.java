package org.rapport.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.rapport.model.Contract;
import org.rapport.model.Modalities;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;

/** Recordings whose devices fail now and then: each modality is missing for a second at a time, at random. */
public final class MissingInput {
    private static final long SEED = 1;

    private final Contract contract;

    public MissingInput(Contract contract) {
        this.contract = contract;
    }

    /** @param part how much of each modality is missing, 0 to 1 */
    public Recording of(Recording recording, double part) {
        Random random = new Random(SEED + recording.session().name().hashCode());
        int second = Math.max(1, (int) Math.round(recording.rate()));
        return recording.with(of(recording.emitter(), contract.emitter(), part, second, random),
                of(recording.receiver(), contract.receiver(), part, second, random));
    }

    private static FeatureRows of(FeatureRows rows, List<Contract.Input> inputs, double part, int second, Random random) {
        float[] values = rows.toArray();
        for (int[] columns : Modalities.of(inputs)) {
            for (int from = 0; from < rows.count(); from += second) {
                if (random.nextDouble() < part) {
                    lose(values, rows.width(), columns, from, Math.min(rows.count(), from + second));
                }
            }
        }
        return FeatureRows.of(values, rows.width());
    }

    private static void lose(float[] values, int width, int[] columns, int from, int to) {
        for (int row = from; row < to; row++) {
            int start = row * width;
            Arrays.stream(columns).forEach(column -> values[start + column] = Float.NaN);
        }
    }
}
