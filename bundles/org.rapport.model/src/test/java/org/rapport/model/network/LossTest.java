package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** The losses, of numbers small enough to compute by hand. */
class LossTest {
    private static final double EXACT = 1e-5;

    /** One window of two steps; two columns each. */
    private static final float[] HE = {0, 0, 0, 1};
    private static final float[] HR = {1, 0, 0, 3};
    private static final float[] HER = {1, 0, 0, 2};
    private static final float[] HRE = {0, 0, 1, 3};

    @Test
    void theTaskIsTheMeanSquareOfEachTargetOverWhatIsLabelled() {
        // (1 - 0)² and (3 - 1)² of the first; (2 - 5)² of the second, whose other label is missing
        assertThat(loss(Loss.TASK, new float[]{1, 2, 3, 9}, new float[]{0, 5, 1, Float.NaN})).isEqualTo(2.5 + 9);
        assertThat(loss(Loss.TASK, new float[]{1, 2, 3, 9}, new float[]{0, Float.NaN, 1, Float.NaN})).isEqualTo(2.5);
    }

    @Test
    void distillationIsTheMeanSquareBetweenTheIntraAttentionsTwice() {
        assertThat(loss(Loss.DISTILLATION)).isEqualTo(2 * (1 + 0 + 0 + 4) / 4.0);
    }

    @Test
    void enhancementIsTheDivergenceOfInterFromIntraAttentionOverTime() {
        // P(He>r) || P(He) and P(Hr>e) || P(Hr): over the two steps of each column, mean over the columns
        double emitter = (kl(1, 0, 0, 0) + kl(0, 2, 0, 1)) / 2;
        double receiver = (kl(0, 1, 1, 0) + kl(0, 3, 0, 3)) / 2;
        assertThat(loss(Loss.ENHANCEMENT)).isCloseTo(emitter + receiver, within(EXACT));
        // the other way round it is something else
        double reversed = (kl(0, 0, 1, 0) + kl(0, 1, 0, 2)) / 2 + (kl(1, 0, 0, 1) + kl(0, 3, 0, 3)) / 2;
        assertThat(Math.abs(emitter + receiver - reversed)).isGreaterThan(1e-3);
    }

    @Test
    void enhancementByStepIsTheDivergenceOverTheColumnsOfEachStep() {
        double emitter = (kl(1, 0, 0, 0) + kl(0, 2, 0, 1)) / 2;
        double receiver = (kl(0, 0, 1, 0) + kl(1, 3, 0, 3)) / 2;
        assertThat(loss(Loss.ENHANCEMENT_BY_STEP)).isCloseTo(emitter + receiver, within(EXACT));
    }

    /** KL of the softmax of p1, p2 from that of q1, q2. */
    private static double kl(double p1, double p2, double q1, double q2) {
        double p = Math.exp(p1) / (Math.exp(p1) + Math.exp(p2));
        double q = Math.exp(q1) / (Math.exp(q1) + Math.exp(q2));
        return p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    }

    @Test
    void concordanceIsOneLessTheCccOfEachTarget() {
        // first: 1, 3 against 0, 2: covariance 1, variances 1 and 1, means 1 apart: CCC 2/3; second: without labels, 0
        assertThat(loss(Loss.CONCORDANCE, new float[]{1, 7, 3, 8}, new float[]{0, Float.NaN, 2, Float.NaN})).isCloseTo(1.0 / 3,
                within(EXACT));
        assertThat(loss(Loss.CONCORDANCE, new float[]{1, 2, 3, 1}, new float[]{1, 1, 3, 2})).isCloseTo(2, within(EXACT));
    }

    @Test
    void huberIsHalfTheSquareOfSmallErrorsAndTheSizeOfLargeOnesLessAHalf() {
        // first: 0.5 and -3; second: 1, and no label
        assertThat(loss(Loss.HUBER, new float[]{0.5f, 2, 0, 9}, new float[]{0, 1, 3, Float.NaN}))
                .isEqualTo((0.125 + 2.5) / 2 + 0.5);
    }

    @Test
    void aNetworkWithoutAttentionsHasNoneOfTheirLosses() {
        try (Graph graph = new Graph()) {
            Algebra algebra = new Algebra(graph);
            Operand<TFloat32> nothing = algebra.tf.constant(new float[1][2][2]);
            Formulas formulas = new Formulas(algebra, new Fixed(nothing, Map.of()), nothing);
            assertThat(Loss.DISTILLATION.in(formulas)).isEmpty();
            assertThat(Loss.ENHANCEMENT.in(formulas)).isEmpty();
            assertThat(Loss.ENHANCEMENT_BY_STEP.in(formulas)).isEmpty();
        }
    }

    @Test
    void namesAreFoundAndNoOthers() {
        for (Loss loss : Loss.values()) {
            assertThat(Loss.of(loss.key())).contains(loss);
        }
        assertThat(Loss.of("love")).isEqualTo(Optional.empty());
    }

    private static double loss(Loss loss) {
        return loss(loss, new float[4], new float[4]);
    }

    private static double loss(Loss loss, float[] prediction, float[] labels) {
        try (Graph graph = new Graph()) {
            Algebra algebra = new Algebra(graph);
            Map<Attention, Operand<TFloat32>> attended = Map.of(Attention.EMITTER, values(algebra, HE), Attention.RECEIVER,
                    values(algebra, HR), Attention.EMITTER_TO_RECEIVER, values(algebra, HER), Attention.RECEIVER_TO_EMITTER,
                    values(algebra, HRE));
            Formulas formulas = new Formulas(algebra, new Fixed(values(algebra, prediction), attended), values(algebra, labels));
            try (Session session = new Session(graph);
                    Result result = session.runner().fetch(loss.in(formulas).orElseThrow()).run()) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        }
    }

    /** [1 x 2 x 2]. */
    private static Operand<TFloat32> values(Algebra algebra, float[] values) {
        return algebra.tf.constant(Shape.of(1, 2, 2), DataBuffers.of(values));
    }

    /** A network whose results are given. */
    private record Fixed(Operand<TFloat32> prediction, Map<Attention, Operand<TFloat32>> attended) implements Network {
        @Override
        public Signals signals() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Gradient> gradients(Operand<TFloat32> loss) {
            throw new UnsupportedOperationException();
        }
    }
}
