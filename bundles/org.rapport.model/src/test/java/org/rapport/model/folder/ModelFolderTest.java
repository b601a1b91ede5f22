package org.rapport.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.network.Activation;
import org.rapport.model.network.Attention;
import org.rapport.model.network.Batch;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.Objective;
import org.rapport.model.network.Planted;
import org.rapport.model.network.Trainer;
import org.rapport.model.network.TrainingPlan;

class ModelFolderTest {
    private static final NetworkShape SHAPE = new NetworkShape(6, 4, 12, 8, 8, 4, 8, 0.3, Activation.NONE,
            EnumSet.allOf(Attention.class));
    private static final TrainingPlan PLAN = new TrainingPlan(SHAPE, Objective.FULL, 1, 1);

    @TempDir
    static Path original;
    private static Batch window;
    private static float[] expected;

    @TempDir
    Path temporary;
    private Path folder;

    @BeforeAll
    static void write() throws IOException {
        try (Trainer trainer = Trainer.create(PLAN)) {
            for (int step = 0; step < 3; step++) {
                trainer.step(Planted.batch(PLAN, step), 1e-2);
            }
            ModelFolder.write(original.resolve("demo"), Contracts.contract(SHAPE), trainer);
            window = Planted.batch(PLAN, 9);
            expected = trainer.predict(window.emitter(), window.receiver());
        }
    }

    @BeforeEach
    void copy() throws IOException {
        folder = temporary.resolve("demo");
        try (Stream<Path> tree = Files.walk(original)) {
            for (Path path : tree.skip(1).toList()) {
                Files.copy(path, temporary.resolve(original.relativize(path).toString()));
            }
        }
    }

    @Test
    void aCalibratedModelPredictsTheSameLargerAndElsewhere() throws Exception {
        Contract contract = Contracts.contract(SHAPE);
        Contract calibrated = contract
                .withTargets(List.of(contract.targets().get(0).with(new Calibration(2, -1)), contract.targets().get(1)));
        Path other = temporary.resolve("calibrated");
        try (Trainer trainer = Trainer.create(PLAN)) {
            for (int step = 0; step < 3; step++) {
                trainer.step(Planted.batch(PLAN, step), 1e-2);
            }
            ModelFolder.write(other, calibrated, trainer);
        }
        try (Model model = ModelFolder.load(other)) {
            float[] predicted = predict(model, window.emitter(), window.receiver());
            for (int i = 0; i < expected.length; i++) {
                assertThat(predicted[i]).isEqualTo(i % 2 == 0 ? (float) (2.0 * expected[i] - 1) : expected[i]);
            }
        }
    }

    @Test
    void predictsWhatTheTrainerDoes() throws ModelException {
        try (Model model = ModelFolder.load(folder)) {
            // mean 0 and std 1 of inputs and labels leave the very bits to compare
            assertThat(predict(model, window.emitter(), window.receiver())).isEqualTo(expected);
            assertThat(model.contract()).isEqualTo(Contracts.contract(SHAPE));
        }
        assertThat(temporary).isDirectoryContaining(path -> path.equals(folder));
        assertThat(temporary.toFile().list()).hasSize(1);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("saved_model.pb", "variables", "weights.safetensors",
                "contract.json", "SHA256SUMS");
    }

    @Test
    void usesTheUnitsOfChannelsAndLabels() throws Exception {
        Contract contract = Contracts.contract(SHAPE, 5, 2);
        float[] trained;
        try (Trainer trainer = Trainer.create(PLAN)) {
            trained = trainer.predict(window.emitter(), window.receiver());
            ModelFolder.write(folder, contract, trainer);
        }
        try (Model model = ModelFolder.load(folder)) {
            float[] predictions = predict(model, scaled(window.emitter()), scaled(window.receiver()));
            for (int i = 0; i < predictions.length; i++) {
                assertThat(predictions[i]).isCloseTo(5 + 2 * trained[i], within(1e-4f));
            }
        }
    }

    private static float[] scaled(float[] values) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = 5 + 2 * values[i];
        }
        return scaled;
    }

    @Test
    void takesTheTrainingMeanForWhatIsMissing() throws ModelException {
        try (Model model = ModelFolder.load(folder)) {
            float[] withMean = window.receiver().clone();
            float[] withGaps = window.receiver().clone();
            for (int i = 2; i < withGaps.length; i += 4) {
                withMean[i] = 0;
                withGaps[i] = i % 8 == 2 ? Float.NaN : Float.POSITIVE_INFINITY;
            }
            assertThat(predict(model, window.emitter(), withGaps)).isEqualTo(predict(model, window.emitter(), withMean))
                    .isNotEqualTo(expected);
        }
    }

    @Test
    void servesManyThreads() throws ModelException {
        try (Model model = ModelFolder.load(folder)) {
            assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> predict(model, window.emitter(), window.receiver())))
                    .allSatisfy(predictions -> assertThat(predictions).isEqualTo(expected));
        }
    }

    @Test
    void liveItPredictsWithoutTensorFlowsNatives() throws Exception {
        String withoutNatives = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.contains("tensorflow-core-native")).collect(Collectors.joining(File.pathSeparator));
        Process program = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", withoutNatives,
                LiveProgram.class.getName(), folder.toString()).redirectErrorStream(true).start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(said).isZero();
        try (Model model = ModelFolder.load(folder)) {
            assertThat(said.strip()).isEqualTo(Arrays.toString(LiveProgram.predict(model)));
            assertThat(LiveProgram.predict(model)).containsExactly(byTensorFlow(model), within(1e-5f));
        }
    }

    @Test
    void aFolderWithoutPortableWeightsPredictsByTensorFlow() throws Exception {
        withoutPortableWeights(); // as old versions wrote it
        try (Model model = ModelFolder.load(folder)) {
            assertThat(LiveProgram.predict(model)).containsExactly(byTensorFlow(model));
            LiveModel live = model.live();
            live.add(0, new float[SHAPE.emitterWidth()], new float[SHAPE.receiverWidth()]);
            assertThatThrownBy(() -> live.predict(new float[2])).isInstanceOf(IllegalStateException.class)
                    .hasMessage("the window has 1 of 12 rows");
        }
    }

    private void withoutPortableWeights() throws IOException {
        Files.delete(folder.resolve("weights.safetensors"));
        Files.writeString(folder.resolve("SHA256SUMS"), Files.readAllLines(folder.resolve("SHA256SUMS")).stream()
                .filter(line -> !line.endsWith("weights.safetensors")).collect(Collectors.joining("\n", "", "\n")));
    }

    private static float[] byTensorFlow(Model model) {
        Contract contract = model.contract();
        float[][] windows = {new float[0], new float[0]};
        for (int row = 0; row < contract.window().steps(); row++) {
            windows[0] = joined(windows[0], LiveProgram.sine(row, contract.emitter().size()));
            windows[1] = joined(windows[1], LiveProgram.sine(row + 100, contract.receiver().size()));
        }
        float[] whole = predict(model, windows[0], windows[1]);
        int from = contract.window().liveStep() * contract.targets().size();
        return Arrays.copyOfRange(whole, from, from + contract.targets().size());
    }

    private static float[] joined(float[] one, float[] other) {
        float[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void keepsNoMemoryOfPastPredictions() throws Exception {
        NetworkShape wide = new NetworkShape(8000, 2000, 25, 8, 8, 4, 8, 0, Activation.NONE, EnumSet.allOf(Attention.class));
        try (Trainer trainer = Trainer.create(new TrainingPlan(wide, Objective.FULL, 1, 1))) {
            ModelFolder.write(folder, Contracts.contract(wide), trainer);
        }
        float[] emitter = Planted.noise(new Random(1), 8000 * 25);
        float[] receiver = Planted.noise(new Random(2), 2000 * 25);
        float[] out = new float[25 * 2];
        try (Model model = ModelFolder.load(folder)) {
            for (int i = 0; i < 100; i++) {
                model.predict(emitter, receiver, out);
            }
            long before = nativeBytes();
            for (int i = 0; i < 1000; i++) {
                model.predict(emitter, receiver, out);
            }
            // a million bytes go in with each call: a leak would be a gigabyte
            assertThat(nativeBytes() - before).isLessThan(200_000_000);
        }
    }

    /** The memory that the system has given this process; the heap's share is limited by the test's options. */
    private static long nativeBytes() {
        return Pointer.physicalBytes();
    }

    @Test
    void refusesArraysOfAnotherSizeAndUseAfterClose() throws ModelException {
        Model model = ModelFolder.load(folder);
        assertThatThrownBy(() -> model.predict(new float[3], window.receiver(), new float[24]))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("emitter has 3 values; this model takes 72");
        model.close();
        assertThatThrownBy(() -> predict(model, window.emitter(), window.receiver())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysWhichFileOfAHalfCopiedFolderIsMissing() throws IOException {
        for (String file : List.of("contract.json", "SHA256SUMS", "saved_model.pb", "variables/variables.index",
                "variables/variables.data-00000-of-00001", "weights.safetensors")) {
            Path path = folder.resolve(file);
            byte[] content = Files.readAllBytes(path);
            Files.delete(path);
            assertRefused(path + ": there is no such file; copy the whole folder again");
            Files.write(path, content);
        }
        assertThatThrownBy(() -> ModelFolder.load(temporary.resolve("none"))).isInstanceOf(ModelException.class)
                .hasMessage(temporary.resolve("none") + ": there is no such folder; give the folder of a model");
    }

    @Test
    void saysWhichFileIsCutShort() throws IOException {
        Path data = folder.resolve("variables/variables.data-00000-of-00001");
        Files.write(data, Arrays.copyOf(Files.readAllBytes(data), 1000));
        assertRefused(data + ": is not as it was written (checksum); copy the whole folder again");
    }

    @Test
    void readsNoFileOutsideOfItsFolder() throws IOException {
        Path sums = folder.resolve("SHA256SUMS");
        Files.writeString(sums, "00  ../../secret\n");
        assertRefused(sums + ": \"00  ../../secret\" is no checksum of a file in this folder; copy the folder again");
    }

    @Test
    void refusesAContractOfAnotherNetwork() throws IOException {
        Path contract = folder.resolve("contract.json");
        ContractFile.write(contract, Contracts.contract(new NetworkShape(7, 4, 12)));
        assertRefused(folder.resolve("weights.safetensors") + ": a layer of 6 inputs gets 7; train or copy the model again");
        withoutPortableWeights();
        assertRefused(folder + ": the network's emitter is [1, 12, 6] but by contract.json it must be [1, 12, 7]; "
                + "the two are not from the same model");
        try (Trainer trainer = Trainer.create(PLAN)) {
            assertThatThrownBy(() -> ModelFolder.write(folder, Contracts.contract(new NetworkShape(7, 4, 12)), trainer))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the network takes 12 steps of 6 and 4 values and gives 2, "
                            + "but the contract says 12 of 7 and 4, and 2");
        }
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> ModelFolder.load(folder)).isInstanceOf(ModelException.class).hasMessage(message);
    }

    private static float[] predict(Model model, float[] emitter, float[] receiver) {
        float[] out = new float[model.contract().window().steps() * NetworkShape.PAPER_TARGETS];
        model.predict(emitter, receiver, out);
        return out;
    }
}
