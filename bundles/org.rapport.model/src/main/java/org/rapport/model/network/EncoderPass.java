package org.rapport.model.network;

import java.util.Arrays;
import java.util.List;

/**
 * Runs encoders over their windows, in step: a processor goes on with the cells of all their LSTMs, side by side, in little more
 * time than with those of one. What comes of it is the same to the bit as of each alone.
 */
final class EncoderPass {
    private final List<RowEncoder> encoders;
    private final LstmStates states;
    private final float[][] next;

    /** @param encoders at least one, all of one shape */
    EncoderPass(RowEncoder... encoders) {
        this.encoders = List.of(encoders);
        states = new LstmStates(Arrays.stream(encoders).flatMap(encoder -> encoder.lstms().stream()).toList());
        next = new float[this.encoders.stream().mapToInt(encoder -> encoder.lstms().size()).sum()][];
    }

    /** @throws IllegalStateException if a window is not full */
    void run() {
        states.restart();
        for (int i = 0; i < encoders.get(0).steps(); i++) {
            int lstm = 0;
            for (RowEncoder encoder : encoders) {
                for (int direction = 0; direction < encoder.lstms().size(); direction++) {
                    next[lstm++] = encoder.projected(direction, i);
                }
            }
            float[] outputs = states.step(next);
            int first = 0;
            for (RowEncoder encoder : encoders) {
                encoder.take(i, outputs, first);
                first += encoder.width();
            }
        }
        encoders.forEach(RowEncoder::finish);
    }
}
