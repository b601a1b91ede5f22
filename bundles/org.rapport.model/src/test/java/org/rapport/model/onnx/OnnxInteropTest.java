package org.rapport.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rapport.model.Contract;
import org.rapport.model.NamedArray;
import org.rapport.model.file.Safetensors;
import org.rapport.model.folder.Contracts;
import org.rapport.model.folder.ModelFolder;
import org.rapport.model.network.Activation;
import org.rapport.model.network.Attention;
import org.rapport.model.network.Batch;
import org.rapport.model.network.Loss;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Objective;
import org.rapport.model.network.Planted;
import org.rapport.model.network.StandardArchitecture;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;

/** ONNX files in ONNX Runtime, for which {@code rapport.python} names a Python, against the network itself. */
@Tag("interop")
class OnnxInteropTest {
    private static final int WINDOWS = 3;

    @TempDir
    private Path folder;

    static List<NetworkShape> shapes() {
        List<NetworkShape> shapes = new ArrayList<>();
        for (StandardArchitecture architecture : StandardArchitecture.values()) {
            shapes.add(new NetworkShape(20, 11, 100).withArchitecture(architecture));
            shapes.add(new NetworkShape(7, 5, 25, 12, 16, 8, 6, 0.1, Activation.RELU,
                    Set.copyOf(EnumSet.of(Attention.EMITTER, Attention.RECEIVER_TO_EMITTER)), architecture, 2));
        }
        return shapes;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void onnxRuntimePredictsTheSame(NetworkShape shape) throws Exception {
        assertPredicts(shape, Contracts.contract(shape));
    }

    @Test
    void masksAreColumnsAfterTheChannels() throws Exception {
        NetworkShape shape = new NetworkShape(21, 12, 100).withArchitecture(StandardArchitecture.GRU);
        assertPredicts(shape, Contracts.contract(new NetworkShape(20, 11, 100)).withMasks(true));
    }

    private void assertPredicts(NetworkShape shape, Contract contract) throws Exception {
        String python = System.getProperty("rapport.python");
        assumeTrue(python != null, "skipped: set rapport.python to a Python that has onnxruntime");
        TrainingPlan plan = new TrainingPlan(shape, Objective.FULL.with(Loss.CONCORDANCE, 1), WINDOWS, 1);
        Path windows = folder.resolve("windows.safetensors");
        Path onnx = folder.resolve("model.onnx");
        float[] expected;
        try (Trainer trainer = Trainer.create(plan)) {
            for (int step = 0; step < 20; step++) {
                trainer.step(Planted.batch(plan, step), 1e-2);
            }
            Batch batch = Planted.batch(plan, 99);
            expected = trainer.predict(batch.emitter(), batch.receiver());
            Safetensors.write(windows, Map.of(), List.of(
                    new NamedArray("emitter", new long[]{WINDOWS, shape.steps(), shape.emitterWidth()}, batch.emitter()),
                    new NamedArray("receiver", new long[]{WINDOWS, shape.steps(), shape.receiverWidth()}, batch.receiver())));
            ModelFolder.write(folder.resolve("model"), contract, trainer);
        }
        OnnxFile.write(folder.resolve("model"), onnx);
        List<Double> found = lines(python, onnx, windows).stream().map(Double::valueOf).toList();
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.get(i)).isCloseTo(expected[i], within(1e-6 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    private List<String> lines(String python, Path onnx, Path windows) throws IOException, InterruptedException {
        Path output = folder.resolve("out");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(python, "src/test/python/predict_with_onnx.py", onnx.toString(),
                windows.toString()).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        assertThat(builder.start().waitFor()).as(() -> read(errors)).isZero();
        return Files.readAllLines(output);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
