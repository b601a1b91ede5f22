package org.rapport.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/**
 * How much of a CCC of 1 there is: labels of the ten dyads that nobody had looked at when the demo model was trained, beside the
 * very feelings that they report. What a model lacks to this it lacks for the devices' noise, or by itself.
 */
class CeilingTest {
    private static final int FIRST = 1001;
    private static final int DYADS = 10;
    private static final int SECONDS = 240;
    private static final int RATE = 25;
    /** A model's first prediction comes with its first window. */
    private static final int BEFORE = 100;
    /** Of the dial's smoothing. */
    private static final double DELAY = 0.25;
    private static final double EQUAL = 0.001;
    private static final int ROWS = SECONDS * RATE - BEFORE;

    /** Both targets of all rows, [targets][rows]. */
    private final double[][] labels = new double[2][DYADS * ROWS];

    CeilingTest() {
        for (int dyad = 0; dyad < DYADS; dyad++) {
            Seed seed = receiver(dyad).seed();
            SampledDial dial = new SampledDial(new Dial(impression(dyad), seed.random("dial")));
            float[] reported = new float[2];
            for (int row = -BEFORE; row < ROWS; row++) {
                dial.next(reported);
                for (int target = 0; target < 2 && row >= 0; target++) {
                    labels[target][dyad * ROWS + row] = reported[target];
                }
            }
        }
    }

    private static SimulatedReceiver receiver(int dyad) {
        return new SimulatedReceiver(new Seed(FIRST + dyad).of("receiver"));
    }

    private static Impression impression(int dyad) {
        return new Impression(new SimulatedEmitter(new Seed(FIRST + dyad).of("emitter")), receiver(dyad));
    }

    private double ccc(int target, ToDoubleBiFunction<Impression, Double> known) {
        double[] predictions = IntStream.range(0, DYADS).boxed().flatMapToDouble(dyad -> {
            Impression impression = impression(dyad);
            return IntStream.range(0, ROWS).mapToDouble(row -> known.applyAsDouble(impression, (BEFORE + row) / (double) RATE));
        }).toArray();
        double[] y = labels[target];
        double apart = Statistics.mean(predictions) - Statistics.mean(y);
        double spread = Statistics.deviation(predictions);
        double ofLabels = Statistics.deviation(y);
        return 2 * Statistics.correlation(predictions, y) * spread * ofLabels
                / (spread * spread + ofLabels * ofLabels + apart * apart);
    }

    /** Steps of 0.1 and a finger's pace take a hundredth: the dial's smoothing delays by 0.25 s, which is known here. */
    @Test
    void whoKnowsWhatIsFeltAndTheDelayKnowsTheLabels() {
        assertThat(ccc(0, (impression, time) -> impression.competence(time - DELAY))).isCloseTo(0.990, within(EQUAL));
        assertThat(ccc(1, (impression, time) -> impression.warmth(time - DELAY))).isCloseTo(0.991, within(EQUAL));
    }

    @Test
    void whatIsFeltAtTheMomentIsNearlyAsGood() {
        assertThat(ccc(0, Impression::competence)).isCloseTo(0.982, within(EQUAL));
        assertThat(ccc(1, Impression::warmth)).isCloseTo(0.984, within(EQUAL));
    }

    /** An impression is about what was done 0.8 s ago. */
    @Test
    void whatIsDoneAtTheMomentIsNot() {
        assertThat(ccc(0, (impression, time) -> impression.competence(time + Impression.LAG))).isCloseTo(0.935, within(EQUAL));
        assertThat(ccc(1, (impression, time) -> impression.warmth(time + Impression.LAG))).isCloseTo(0.936, within(EQUAL));
    }
}
