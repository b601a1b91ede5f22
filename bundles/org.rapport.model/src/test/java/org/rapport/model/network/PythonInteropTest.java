package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rapport.model.Contract;
import org.rapport.model.NamedArray;
import org.rapport.model.file.Safetensors;
import org.rapport.model.folder.Contracts;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The networks against others written from the paper, with the same weights and batch: in double precision with NumPy
 * ({@code rapport.python} names a Python that has it and autograd) and with PyTorch's layers ({@code rapport.python.torch}).
 * The model folder against a reader of its portable weights, and against Python's TensorFlow
 * ({@code rapport.python.tensorflow}).
 */
@Tag("interop")
class PythonInteropTest {
    private static final NetworkShape SHAPE = new NetworkShape(20, 11, 30);

    /** Those with attentions that have losses of their own. */
    private static final Set<Architecture> LIKE_PAPERS = Set.of(StandardArchitecture.CROSS_DOMAIN,
            StandardArchitecture.CROSS_DOMAIN_CAUSAL);

    @TempDir
    private Path folder;

    static List<TrainingPlan> plans() {
        Objective taskOnly = Objective.FULL.with(Loss.DISTILLATION, 0).with(Loss.ENHANCEMENT, 0);
        List<TrainingPlan> plans = new ArrayList<>();
        plans.add(plan(SHAPE, Objective.FULL));
        plans.add(plan(SHAPE.withAttentions(EnumSet.of(Attention.EMITTER, Attention.RECEIVER)), Objective.FULL));
        plans.add(plan(SHAPE.withAttentions(EnumSet.of(Attention.EMITTER_TO_RECEIVER, Attention.RECEIVER_TO_EMITTER)),
                Objective.FULL));
        plans.add(plan(SHAPE, Objective.FULL.with(Loss.DISTILLATION, 0)));
        plans.add(plan(SHAPE, Objective.FULL.with(Loss.ENHANCEMENT, 0)));
        plans.add(plan(SHAPE, taskOnly));
        plans.add(plan(SHAPE.withAttentions(EnumSet.of(Attention.EMITTER)), taskOnly));
        plans.add(plan(new NetworkShape(20, 11, 25, 48, 64, 8, 12, 0.5, Activation.RELU, EnumSet.allOf(Attention.class)),
                Objective.FULL.with(Loss.DISTILLATION, 0.5).with(Loss.ENHANCEMENT, 2)));
        plans.add(plan(SHAPE.withArchitecture(StandardArchitecture.CROSS_DOMAIN_CAUSAL), Objective.FULL));
        plans.add(plan(SHAPE.withArchitecture(StandardArchitecture.LSTM), Objective.FULL));
        plans.add(plan(SHAPE.withArchitecture(StandardArchitecture.GRU), Objective.FULL));
        plans.add(plan(new NetworkShape(20, 11, 25, 48, 64, 8, 12, 0.5, Activation.RELU,
                EnumSet.of(Attention.EMITTER_TO_RECEIVER), StandardArchitecture.GRU, 2), Objective.FULL));
        return plans;
    }

    private static TrainingPlan plan(NetworkShape shape, Objective objective) {
        return new TrainingPlan(shape, objective, 6, 1);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void agreesWithTheReference(TrainingPlan plan) throws Exception {
        compare(plan, python("rapport.python", "autograd"), "compare_with_reference.py");
    }

    @ParameterizedTest
    @MethodSource("plans")
    void agreesWithPyTorch(TrainingPlan plan) throws Exception {
        compare(plan, python("rapport.python.torch", "torch 2"), "compare_with_pytorch.py");
    }

    private void compare(TrainingPlan plan, String python, String script) throws Exception {
        Path file = folder.resolve("batch.safetensors");
        int gradients;
        try (Trainer trainer = Trainer.create(plan)) {
            for (int step = 0; step < 5; step++) {
                trainer.step(Planted.batch(plan, step), 5e-2); // strides, to where the attentions differ
            }
            gradients = write(file, trainer);
        }
        List<String> lines = run(python, script, file);
        assertThat(lines).hasSize(gradients + (LIKE_PAPERS.contains(plan.shape().architecture()) ? 4 : 2));
        assertThat(lines).allSatisfy(PythonInteropTest::assertSame);
    }

    /** @param line an array's name, its largest difference, and its largest value, to which the difference is relative above 1 */
    private static void assertSame(String line) {
        String[] words = line.split(" ");
        double difference = Double.parseDouble(words[1]);
        double largest = Double.parseDouble(words[2]);
        assertThat(difference / Math.max(1, largest)).as(line).isLessThan(words[0].startsWith("gradient:") ? 1e-4 : 1e-5);
        if (words[0].startsWith("loss:")) {
            assertThat(largest).as("%s is large enough to tell a difference", line).isGreaterThan(0.01);
        }
    }

    /** Writes all that went into a batch and all that came out of it; returns the number of gradients. */
    private static int write(Path file, Trainer trainer) throws IOException {
        TrainingPlan plan = trainer.plan();
        NetworkShape shape = plan.shape();
        Batch batch = Planted.batch(plan, 7);
        for (int i = 0; i < batch.labels().length; i += 5) {
            batch.labels()[i] = Float.NaN;
        }
        List<NamedArray> arrays = new ArrayList<>(trainer.weights());
        arrays.add(array("input:emitter", batch.emitter(), plan.batchSize(), shape.steps(), shape.emitterWidth()));
        arrays.add(array("input:receiver", batch.receiver(), plan.batchSize(), shape.steps(), shape.receiverWidth()));
        arrays.add(array("input:labels", batch.labels(), plan.batchSize(), shape.steps(), NetworkShape.PAPER_TARGETS));
        arrays.add(array("output:prediction", trainer.predict(batch.emitter(), batch.receiver()), plan.batchSize(), shape.steps(),
                NetworkShape.PAPER_TARGETS));
        LossValues losses = trainer.losses(batch);
        arrays.add(array("loss:task", new float[]{(float) losses.of(Loss.TASK)}));
        if (!Double.isNaN(losses.of(Loss.DISTILLATION))) {
            arrays.add(array("loss:distillation", new float[]{(float) losses.of(Loss.DISTILLATION)}));
            arrays.add(array("loss:enhancement", new float[]{(float) losses.of(Loss.ENHANCEMENT)}));
        }
        List<Gradient> gradients = trainer.training().gradients();
        List<? extends Operand<TFloat32>> wanted = gradients.stream().map(Gradient::value).toList();
        List<float[]> values = trainer.run(batch, 1, 0, wanted, false);
        for (int i = 0; i < values.size(); i++) {
            Weight weight = gradients.get(i).weight();
            arrays.add(array("gradient:" + weight.name(), values.get(i), weight.value().shape().asArray()));
        }
        Map<String, String> notes = new TreeMap<>(trainer.notes());
        notes.put("distillation", Double.toString(plan.objective().weight(Loss.DISTILLATION)));
        notes.put("enhancement", Double.toString(plan.objective().weight(Loss.ENHANCEMENT)));
        Safetensors.write(file, notes, arrays);
        return gradients.size();
    }

    private static NamedArray array(String name, float[] values, long... shape) {
        return new NamedArray(name, shape, values);
    }

    static Stream<Architecture> architectures() {
        return Stream.of(StandardArchitecture.values());
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void portableWeightsPredictTheSame(Architecture architecture) throws Exception {
        NetworkShape shape = SHAPE.withArchitecture(architecture);
        assertPredicts(shape, Contracts.contract(shape, 5, 2), python("rapport.python", "autograd"), "predict_with_reference.py");
    }

    @Test
    void portableWeightsWithMasksPredictTheSame() throws Exception {
        NetworkShape shape = new NetworkShape(21, 12, 30).withArchitecture(StandardArchitecture.GRU);
        assertPredicts(shape, Contracts.contract(SHAPE, 5, 2).withMasks(true), python("rapport.python", "autograd"),
                "predict_with_reference.py");
    }

    @Test
    void theSavedModelPredictsTheSameInPython() throws Exception {
        assertPredicts(SHAPE, Contracts.contract(SHAPE), python("rapport.python.tensorflow", "tensorflow"),
                "predict_with_tensorflow.py");
    }

    private void assertPredicts(NetworkShape shape, Contract contract, String python, String script) throws Exception {
        TrainingPlan plan = new TrainingPlan(shape, Objective.FULL, 1, 1);
        Path model = folder.resolve("model");
        try (Trainer trainer = Trainer.create(plan)) {
            for (int step = 0; step < 10; step++) {
                trainer.step(Planted.batch(plan, step), 1e-2);
            }
            ModelFolder.write(model, contract, trainer);
        }
        int channels = contract.emitter().size();
        Batch window = Planted.batch(
                new TrainingPlan(new NetworkShape(channels, contract.receiver().size(), shape.steps()), Objective.FULL, 1, 1),
                12);
        if (contract.masks()) { // three rows, and all but one value of another
            Arrays.fill(window.emitter(), 5 * channels, 9 * channels - 1, Float.NaN);
        }
        float[] expected = new float[shape.steps() * NetworkShape.PAPER_TARGETS];
        try (Model loaded = ModelFolder.load(model)) {
            loaded.predict(window.emitter(), window.receiver(), expected);
        }
        Path file = folder.resolve("window.safetensors");
        Safetensors.write(file, Map.of(), List.of(array("emitter", window.emitter(), shape.steps(), channels),
                array("receiver", window.receiver(), shape.steps(), contract.receiver().size())));
        List<Double> found = run(python, script, model, file).stream().map(Double::valueOf).toList();
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.get(i)).isCloseTo(expected[i], within(1e-5));
        }
    }

    private static String python(String property, String has) {
        String python = System.getProperty(property);
        assumeTrue(python != null, "skipped: set " + property + " to a Python that has " + has);
        return python;
    }

    /** The lines that a script prints. */
    private List<String> run(String python, String script, Path... files) throws IOException, InterruptedException {
        Path output = folder.resolve("out");
        Path errors = folder.resolve("errors");
        List<String> command = new ArrayList<>(List.of(python, "src/test/python/" + script));
        Arrays.stream(files).map(Path::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        assertThat(builder.start().waitFor()).as(Files.readString(errors)).isZero();
        return Files.readAllLines(output);
    }
}
