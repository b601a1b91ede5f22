package org.rapport.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;

class TrainedRangeTest {
    private static final int STEPS = 50;
    private static final Channel EDA = new Channel(Role.RECEIVER, "EDA", "GSR", "uS", "", Scale.CONTINUOUS);
    private static final List<Contract.Input> INPUTS = inputs();
    private final TrainedRange range = new TrainedRange(INPUTS);
    private final Random random = new Random(3);

    /** One channel of skin conductance, eight of a face, one that never changed. */
    private static List<Contract.Input> inputs() {
        List<Contract.Input> inputs = new ArrayList<>();
        inputs.add(new Contract.Input(EDA, 4, 1.5));
        IntStream.range(0, 8).forEach(i -> inputs.add(
                new Contract.Input(new Channel(Role.RECEIVER, "Face", "AU" + i, "", "OpenFace 2", Scale.CONTINUOUS), 1, 0.5)));
        inputs.add(new Contract.Input(new Channel(Role.RECEIVER, "Gaze", "still", "", "", Scale.CONTINUOUS), 0, 0));
        return inputs;
    }

    /** A window as in training, but for the person: each channel with a mean of its own. */
    private float[] window() {
        float[] rows = new float[STEPS * INPUTS.size()];
        double[] person = random.doubles(INPUTS.size(), -2.5, 2.5).toArray();
        for (int i = 0; i < rows.length; i++) {
            Contract.Input input = INPUTS.get(i % INPUTS.size());
            rows[i] = (float) (input.mean() + input.std() * (person[i % INPUTS.size()] + random.nextGaussian()));
        }
        return rows;
    }

    private static List<float[]> split(float[] rows) {
        return IntStream.range(0, STEPS)
                .mapToObj(step -> Arrays.copyOfRange(rows, step * INPUTS.size(), (step + 1) * INPUTS.size())).toList();
    }

    private static void change(float[] rows, int column, float factor) {
        for (int at = column; at < rows.length; at += INPUTS.size()) {
            rows[at] *= factor;
        }
    }

    @Test
    void anotherPersonIsWithinAndAnotherUnitIsNot() {
        for (int round = 0; round < 200; round++) {
            float[] rows = window();
            assertThat(range.outside(split(rows))).isEmpty();
            change(rows, 0, 1000); // nS for uS
            assertThat(range.outside(split(rows))).containsExactly(EDA);
        }
    }

    @Test
    void oneOddChannelOfManyIsNoOddDeviceButAQuarterIs() {
        float[] rows = window();
        change(rows, 1, 100);
        assertThat(range.outside(split(rows))).isEmpty();
        change(rows, 2, 100);
        assertThat(range.outside(split(rows))).containsExactly(INPUTS.get(1).channel(), INPUTS.get(2).channel());
    }

    @Test
    void aDistanceIsCountedInStandardDeviations() {
        for (double distance : new double[]{5.9, 6.1}) {
            float[] row = new float[INPUTS.size()];
            Arrays.fill(row, Float.NaN);
            row[0] = (float) (4 - distance * 1.5);
            float[] lower = row.clone();
            lower[1] = (float) (1 + distance * 0.5);
            assertThat(range.outside(List.of(lower))).hasSize(distance > 6 ? 2 : 0);
        }
    }

    @Test
    void whatIsMissingIsNotOutside() {
        float[] rows = window();
        Arrays.fill(rows, Float.NaN);
        assertThat(range.outside(split(rows))).isEmpty();
        rows[0] = 4000; // all that is there of its channel
        assertThat(range.outside(split(rows))).containsExactly(EDA);
    }

    @Test
    void itIsToldOnceWhenItLastsAndOnceWhenItIsOver() {
        RangeNews news = new RangeNews(contract());
        List<Channel> odd = List.of(EDA);
        assertThat(news.take(0, List.of(), List.of())).isEmpty();
        assertThat(news.take(1, List.of(), odd)).as("a moment").isEmpty();
        assertThat(news.take(2, List.of(), List.of())).isEmpty();
        assertThat(news.take(3, List.of(), odd)).isEmpty();
        assertThat(news.take(4.9, List.of(), odd)).isEmpty();
        Optional<RangeNews.News> left = news.take(5, List.of(), odd);
        assertThat(left).isPresent();
        assertThat(left.get().warning()).isTrue();
        assertThat(left.get().text()).contains("far from what the model was trained on", "the receiver's EDA (channel GSR)");
        for (int second = 6; second < 60; second++) {
            assertThat(news.take(second, List.of(), second % 9 == 0 ? List.of() : odd)).as("again").isEmpty();
        }
        for (double time = 60; time < 70; time++) {
            assertThat(news.take(time, List.of(), List.of())).isEmpty();
        }
        Optional<RangeNews.News> back = news.take(70, List.of(), List.of());
        assertThat(back).isPresent();
        assertThat(back.get().warning()).isFalse();
    }

    private static Contract contract() {
        Channel voice = new Channel(Role.EMITTER, "Audio", "f0", "", "", Scale.CONTINUOUS);
        return new Contract(List.of(new Contract.Input(voice, 0, 1)), INPUTS,
                new Contract.Features(25, "rapport.resampler", Map.of()), new Contract.Window(STEPS, 5, 0),
                List.of(new Contract.Target("competence", "", 0, 1), new Contract.Target("warmth", "", 0, 1)),
                new Contract.Study("s", "00", true), new Contract.Evaluation("by-dyad", Map.of()));
    }
}
