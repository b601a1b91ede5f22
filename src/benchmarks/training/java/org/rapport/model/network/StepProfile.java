package org.rapport.model.network;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Prints where the time of a training step goes, by kind of operation: {@code StepProfile EMITTER-WIDTH RECEIVER-WIDTH STEPS}.
 */
final class StepProfile {
    private static final int WINDOW = 100;
    private static final int WARM_UP = 5;
    private static final double LEAST_SHARE = 0.01;
    private static final RunOptions TRACED = RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();

    private StepProfile() {
    }

    public static void main(String[] args) {
        NetworkShape shape = new NetworkShape(Integer.parseInt(args[0]), Integer.parseInt(args[1]), WINDOW);
        TrainingPlan plan = new TrainingPlan(shape, 1);
        Map<String, Long> micros = new TreeMap<>();
        try (Graph graph = new Graph();
                TFloat32 emitter = noise(plan, shape.emitterWidth());
                TFloat32 receiver = noise(plan, shape.receiverWidth());
                TFloat32 labels = noise(plan, NetworkShape.PAPER_TARGETS);
                TFloat32 keep = TFloat32.scalarOf((float) (1 - shape.dropout()));
                TFloat32 rate = TFloat32.scalarOf(1e-3f)) {
            TrainingGraph training = new TrainingGraph(graph, plan);
            try (Session session = new Session(graph, false)) {
                training.variables().initialise(session);
                for (int step = -WARM_UP; step < Integer.parseInt(args[2]); step++) {
                    try (TInt64 number = TInt64.scalarOf(step + WARM_UP);
                            Result result = session.runner().setOptions(TRACED)
                                    .feed(training.network().signals().emitter(), emitter)
                                    .feed(training.network().signals().receiver(), receiver)
                                    .feed(training.labels(), labels).feed(training.keep(), keep)
                                    .feed(training.learningRate(), rate).feed(training.step(), number)
                                    .addTarget(training.update()).runAndFetchMetadata()) {
                        if (step >= 0) {
                            result.getMetadata().orElseThrow().getStepStats().getDevStatsList()
                                    .forEach(device -> add(device, micros));
                        }
                    }
                }
            }
        }
        print(micros);
    }

    private static TFloat32 noise(TrainingPlan plan, int columns) {
        Random random = new Random(1);
        float[] values = new float[plan.batchSize() * WINDOW * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return TFloat32.tensorOf(Shape.of(plan.batchSize(), WINDOW, columns), DataBuffers.of(values));
    }

    private static void add(DeviceStepStats device, Map<String, Long> micros) {
        for (NodeExecStats node : device.getNodeStatsList()) {
            // a label is "name = Operation(inputs)"
            String operation = node.getTimelineLabel().replaceFirst("^.* = ", "").replaceFirst("\\(.*$", "");
            micros.merge(operation, node.getOpEndRelMicros() - node.getOpStartRelMicros(), Long::sum);
        }
    }

    private static void print(Map<String, Long> micros) {
        double all = micros.values().stream().mapToLong(Long::longValue).sum();
        System.out.println(micros.entrySet().stream().filter(entry -> entry.getValue() > LEAST_SHARE * all)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> entry.getKey() + " " + Math.round(100 * entry.getValue() / all) + " %")
                .collect(Collectors.joining(", ")));
    }
}
