package org.rapport.model.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.folder.LiveModel;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Objective;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;
import org.rapport.model.onnx.OnnxFile;

/**
 * Prints what one prediction takes live, with the five rows since the last one, by the clock and of this thread's processor time,
 * and what a window takes in TensorFlow:
 * {@code PredictionLatency FOLDER ARCHITECTURE PREDICTIONS}. Into the folder goes the model, and model.onnx beside it.
 */
final class PredictionLatency {
    private static final int STEPS = 100;
    private static final int HOP = 5;
    private static final int EMITTER = 412;
    private static final int RECEIVER = 68;
    private static final int WARM_UP = 2000;

    private PredictionLatency() {
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]).resolve("model");
        Architecture architecture = Architectures.STANDARD.of(args[1]).orElseThrow();
        int predictions = Integer.parseInt(args[2]);
        NetworkShape shape = new NetworkShape(EMITTER, RECEIVER, STEPS).withArchitecture(architecture);
        try (Trainer trainer = Trainer.create(new TrainingPlan(shape, Objective.FULL, 1, 1))) {
            ModelFolder.write(folder, contract(), trainer);
        }
        OnnxFile.write(folder, folder.resolveSibling("model.onnx"));
        Random random = new Random(1);
        int rows = STEPS + HOP * 64;
        float[] emitter = noise(random, rows * EMITTER);
        float[] receiver = noise(random, rows * RECEIVER);
        try (Model model = ModelFolder.load(folder)) {
            ThreadMXBean thread = ManagementFactory.getThreadMXBean();
            long[] live = new long[predictions];
            long[] processor = new long[predictions];
            LiveModel network = model.live();
            float[] out = new float[NetworkShape.PAPER_TARGETS];
            int row = 0;
            for (int i = 0; i < STEPS; i++) {
                network.add(i / 25.0, row(emitter, i, EMITTER), row(receiver, i, RECEIVER));
            }
            for (int i = -WARM_UP; i < predictions; i++) {
                long before = thread.getCurrentThreadCpuTime();
                long started = System.nanoTime();
                for (int k = 0; k < HOP; k++) {
                    row = (row + 1) % rows;
                    double time = (STEPS + HOP * (i + WARM_UP) + k) / 25.0;
                    network.add(time, row(emitter, row, EMITTER), row(receiver, row, RECEIVER));
                }
                network.predict(out);
                live[Math.max(0, i)] = System.nanoTime() - started;
                processor[Math.max(0, i)] = thread.getCurrentThreadCpuTime() - before;
            }
            float[] e = Arrays.copyOf(emitter, STEPS * EMITTER);
            float[] r = Arrays.copyOf(receiver, STEPS * RECEIVER);
            float[] window = new float[STEPS * NetworkShape.PAPER_TARGETS];
            long[] whole = new long[predictions];
            for (int i = -WARM_UP / 10; i < predictions; i++) {
                long started = System.nanoTime();
                model.predict(e, r, window);
                whole[Math.max(0, i)] = System.nanoTime() - started;
            }
            System.out.println(
                    "live " + text(live) + ", of the thread " + text(processor) + "  window in TensorFlow " + text(whole));
        }
    }

    private static String text(long[] nanos) {
        Arrays.sort(nanos);
        return String.format(Locale.ROOT, "p50 %.2f p99 %.2f ms", nanos[nanos.length / 2] * 1e-6,
                nanos[nanos.length * 99 / 100] * 1e-6);
    }

    private static Contract contract() {
        return new Contract(inputs(Role.EMITTER, EMITTER), inputs(Role.RECEIVER, RECEIVER),
                new Contract.Features(25, "rapport.resampler", new TreeMap<>(Map.of("rate", "25.0"))),
                new Contract.Window(STEPS, HOP, 0),
                List.of(new Contract.Target("competence", "", 0, 1), new Contract.Target("warmth", "", 0, 1)),
                new Contract.Study("benchmark", "0", true), new Contract.Evaluation("none", new TreeMap<>()));
    }

    private static List<Contract.Input> inputs(Role role, int width) {
        return IntStream.range(0, width)
                .mapToObj(i -> new Contract.Input(new Channel(role, "Face", "x" + i, "", "", Channel.Scale.CONTINUOUS), 0, 1))
                .toList();
    }

    private static float[] row(float[] rows, int row, int width) {
        return Arrays.copyOfRange(rows, row * width, (row + 1) * width);
    }

    private static float[] noise(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
