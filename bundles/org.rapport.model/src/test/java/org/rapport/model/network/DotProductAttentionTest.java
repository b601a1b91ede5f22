package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/** The core in pieces, with its own backward pass, against the plain formula with TensorFlow's generated gradients. */
class DotProductAttentionTest {
    private static final int[] SHAPE = {5, 2, 3, 7};

    @Test
    void agreesWithTheFormulaAndItsGeneratedGradients() {
        try (Graph graph = new Graph(); Session session = new Session(graph, false)) {
            Algebra algebra = new Algebra(graph);
            Ops tf = algebra.tf;
            Random random = new Random(1);
            Operand<TFloat32> query = constant(tf, random);
            Operand<TFloat32> key = constant(tf, random);
            Operand<TFloat32> value = constant(tf, random);
            Operand<TFloat32> outputGradient = constant(tf, random);
            Operand<TFloat32> scores = tf.train.batchMatMul(query, key, TFloat32.class, BatchMatMul.adjX(true));
            Operand<TFloat32> plain = tf.train.batchMatMul(value, tf.nn.softmax(scores), TFloat32.class, BatchMatMul.adjY(true));
            Output<?>[] generated = graph.addGradients("plain", new Output<?>[]{plain.asOutput()},
                    new Output<?>[]{query.asOutput(), key.asOutput(), value.asOutput()},
                    new Output<?>[]{outputGradient.asOutput()});

            DotProductAttention attention = new DotProductAttention(algebra, query, key, value, Sight.WHOLE);
            List<Operand<TFloat32>> written = attention.backward(outputGradient);

            assertSame(session, attention.output(), plain);
            for (int i = 0; i < 3; i++) {
                assertSame(session, written.get(i), generated[i].expect(TFloat32.class));
            }
        }
    }

    private static Operand<TFloat32> constant(Ops tf, Random random) {
        return tf.reshape(tf.constant(Planted.noise(random, 5 * 2 * 3 * 7)), tf.constant(SHAPE));
    }

    private static void assertSame(Session session, Operand<TFloat32> actual, Operand<TFloat32> expected) {
        try (Result result = session.runner().fetch(actual).fetch(expected).run()) {
            TFloat32 values = (TFloat32) result.get(0);
            assertThat(values.shape()).isEqualTo(result.get(1).shape());
            float[] difference = new float[1];
            values.scalars().forEachIndexed((index, scalar) -> difference[0] = Math.max(difference[0],
                    Math.abs(scalar.getFloat() - ((TFloat32) result.get(1)).getFloat(index))));
            assertThat(difference[0]).isCloseTo(0, within(2e-6f));
        }
    }
}
