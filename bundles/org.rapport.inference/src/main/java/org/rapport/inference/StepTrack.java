package org.rapport.inference;

import java.util.ArrayDeque;
import java.util.Deque;

import org.rapport.api.signal.Block;

/** What a stepwise stream said lately: the value that held at any time of the last minute. */
final class StepTrack {
    private static final double MEMORY_SECONDS = 60;

    private record Step(double time, float[] values) {
    }

    private final Deque<Step> steps = new ArrayDeque<>();

    void add(Block block) {
        int channels = block.stream().channels().size();
        for (int sample = 0; sample < block.samples(); sample++) {
            float[] values = new float[channels];
            System.arraycopy(block.values(), sample * channels, values, 0, channels);
            steps.addLast(new Step(block.times()[sample], values));
        }
        double now = block.samples() == 0 ? 0 : block.times()[block.samples() - 1];
        while (steps.size() > 1 && now - second().time > MEMORY_SECONDS) {
            steps.removeFirst(); // the one before still held a minute ago
        }
    }

    private Step second() {
        return steps.stream().skip(1).findFirst().orElseThrow();
    }

    /** The value of a channel at a time; NaN before the first step. */
    float at(double time, int channel) {
        float value = Float.NaN;
        for (Step step : steps) {
            if (step.time > time) {
                break;
            }
            value = step.values[channel];
        }
        return value;
    }
}
