package org.rapport.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** What makes the simulation worth learning: neither person alone tells the impression, both together do. */
class ImpressionTest {
    private static final int SESSIONS = 40;
    private static final double SECONDS = 240;
    private static final int POINTS = 2400;

    private static SimulatedEmitter emitter(int seed) {
        return new SimulatedEmitter(new Seed(seed).of("emitter"));
    }

    private static SimulatedReceiver receiver(int seed) {
        return new SimulatedReceiver(new Seed(seed).of("receiver"));
    }

    private static double[] course(DoubleUnaryOperator function) {
        return IntStream.range(0, POINTS).mapToDouble(i -> function.applyAsDouble(i * SECONDS / POINTS)).toArray();
    }

    /** Mean correlation over the sessions of warmth with what may be seen of it. */
    private static double meanCorrelation(IntFunction<DoubleUnaryOperator> seen) {
        return IntStream.range(0, SESSIONS).mapToDouble(seed -> {
            Impression impression = new Impression(emitter(seed), receiver(seed));
            return Statistics.correlation(course(impression::warmth), course(seen.apply(seed)));
        }).average().orElseThrow();
    }

    @Test
    void bothSidesTellIt() {
        assertThat(meanCorrelation(seed -> {
            SimulatedEmitter emitter = emitter(seed);
            SimulatedReceiver receiver = receiver(seed);
            return time -> emitter.smiling().at(time - Impression.LAG) * receiver.engagement().at(time - Impression.LAG);
        })).isGreaterThan(0.95);
    }

    @Test
    void neitherSideAloneTellsIt() {
        assertThat(meanCorrelation(seed -> emitter(seed).smiling()::at)).isBetween(-0.1, 0.3);
        assertThat(meanCorrelation(seed -> receiver(seed).engagement()::at)).isBetween(-0.1, 0.3);
    }

    @Test
    void theWrongEmitterDoesNotTellIt() {
        assertThat(meanCorrelation(seed -> {
            SimulatedEmitter wrong = emitter(seed + 1);
            SimulatedReceiver receiver = receiver(seed);
            return time -> wrong.smiling().at(time) * receiver.engagement().at(time);
        })).isBetween(-0.15, 0.25);
    }

    @Test
    void latentsAreSlowAndBalanced() {
        for (int seed = 0; seed < SESSIONS; seed++) {
            Latent latent = emitter(seed).fluency();
            double[] values = course(latent::at);

            assertThat(Arrays.stream(values)).allMatch(value -> Math.abs(value) <= 1);
            assertThat(Statistics.mean(values)).isBetween(-0.25, 0.25);
            assertThat(Statistics.correlation(values, course(time -> latent.at(time + 1)))).isGreaterThan(0.95);
            assertThat(Statistics.correlation(values, course(time -> latent.at(time + 9)))).isLessThan(0.6);
        }
    }
}
