package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Every gradient of the whole loss against central differences, which know nothing of how gradients are put together. */
class GradientTest {
    private static final NetworkShape TINY = new NetworkShape(3, 2, 5, 4, 4, 2, 4, 0.5, Activation.NONE,
            EnumSet.allOf(Attention.class));
    /** Large ones have little rounding error, small ones seldom reach across the corner of a ReLU. */
    private static final float[] STEPS = {1e-2f, 3e-3f, 1e-3f, 3e-4f};

    @ParameterizedTest
    @EnumSource
    void agreesWithFiniteDifferences(StandardArchitecture architecture) {
        try (Differences differences = new Differences(TINY.withArchitecture(architecture))) {
            differences.check(switch (architecture) {
                case CROSS_DOMAIN -> 2 * (2 + 4 + 4 * 4 + 2 * 2);
                case CROSS_DOMAIN_CAUSAL -> 2 * (2 + 2 + 4 * 4 + 2 * 2);
                case LSTM -> 2 * (2 + 2 * 2);
                case GRU -> 2 * (2 + 4 + 4 * 2 + 2 * 2);
            });
        }
    }

    /** A network, and what becomes of its loss when its weights move. */
    private static final class Differences implements AutoCloseable {
        private final Graph graph = new Graph();
        private final TrainingGraph training;
        private final Session session;
        private final List<Operand<TFloat32>> weights;
        private final Batch batch;

        Differences(NetworkShape shape) {
            TrainingPlan plan = new TrainingPlan(shape, Objective.FULL, 2, 1);
            training = new TrainingGraph(graph, plan);
            session = new Session(graph, false);
            training.variables().initialise(session);
            weights = training.gradients().stream().map(gradient -> gradient.weight().value()).toList();
            batch = Planted.batch(plan, 7);
        }

        void check(int count) {
            Random random = new Random(3);
            List<float[]> gradients = run(training.gradients().stream().map(Gradient::value).toList(), List.of());
            List<float[]> values = run(weights, List.of());
            assertThat(weights).hasSize(count);
            for (int i = 0; i < weights.size(); i++) {
                float[] direction = Planted.noise(random, values.get(i).length);
                double expected = product(gradients.get(i), direction);
                double closest = Double.POSITIVE_INFINITY;
                for (float step : STEPS) {
                    double difference = (loss(values, i, direction, step) - loss(values, i, direction, -step)) / (2 * step);
                    closest = Math.min(closest, Math.abs(difference - expected));
                }
                assertThat(closest).as(training.gradients().get(i).weight().name()).isLessThan(3e-4 + 1e-3 * Math.abs(expected));
            }
        }

        /** The loss with one weight moved. */
        private double loss(List<float[]> values, int weight, float[] direction, float distance) {
            List<float[]> moved = new ArrayList<>(values);
            moved.set(weight, values.get(weight).clone());
            for (int i = 0; i < direction.length; i++) {
                moved.get(weight)[i] += distance * direction[i];
            }
            return run(List.of(training.losses().total()), moved).get(0)[0];
        }

        /** The values of operands, with others in place of all weights' own unless there are none. */
        private List<float[]> run(List<Operand<TFloat32>> wanted, List<float[]> others) {
            Signals signals = training.network().signals();
            Session.Runner runner = session.runner();
            wanted.forEach(runner::fetch);
            List<TFloat32> tensors = new ArrayList<>();
            for (int i = 0; i < others.size(); i++) {
                tensors.add(tensor(weights.get(i).shape(), others.get(i)));
                runner.feed(weights.get(i), tensors.get(i));
            }
            try (TFloat32 emitter = tensor(signals.emitter().shape(), batch.emitter());
                    TFloat32 receiver = tensor(signals.receiver().shape(), batch.receiver());
                    TFloat32 labels = tensor(training.labels().shape(), batch.labels());
                    TFloat32 keep = TFloat32.scalarOf(0.5f);
                    TInt64 step = TInt64.scalarOf(0);
                    Result result = runner.feed(signals.emitter(), emitter).feed(signals.receiver(), receiver)
                            .feed(training.labels(), labels).feed(training.keep(), keep).feed(training.step(), step).run()) {
                return IntStream.range(0, wanted.size()).mapToObj(i -> floats((TFloat32) result.get(i))).toList();
            } finally {
                tensors.forEach(TFloat32::close);
            }
        }

        @Override
        public void close() {
            session.close();
            graph.close();
        }
    }

    private static float[] floats(TFloat32 tensor) {
        float[] floats = new float[(int) tensor.size()];
        tensor.copyTo(NdArrays.wrap(tensor.shape(), DataBuffers.of(floats)));
        return floats;
    }

    private static TFloat32 tensor(Shape shape, float[] values) {
        return TFloat32.tensorOf(shape, DataBuffers.of(values));
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
