package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a simulated study to a model that a pipeline may use, by commands alone. */
class TrainIT {
    private static final Path folder = Distribution.folder(TrainIT.class);
    private static final Path study = folder.resolve("study");

    private static Distribution distribution;
    private static Path pipeline;

    @BeforeAll
    static void simulate() throws Exception {
        distribution = new Distribution(folder.resolve("rapport"), 27400);
        pipeline = distribution.home().resolve("examples/demo/impression.json");
        try (Command simulate = distribution.start("simulate", "--study", study.toString(), "--sessions", "4", "--seconds", "30",
                "--seed", "300")) {
            assertThat(simulate.exitCode()).as(simulate.output()).isEqualTo(0);
        }
    }

    @Test
    void killedInTheMiddleItGoesOnToTheSameWeightsToTheBit() throws Exception {
        Path whole = folder.resolve("whole");
        try (Command train = train(whole)) {
            assertThat(train.exitCode()).as(train.output()).isEqualTo(0);
        }
        Path resumed = folder.resolve("resumed");
        try (Command train = train(resumed)) {
            train.awaitLine(0, "epoch  1/6");
            train.kill();
        }
        assertThat(resumed.resolve("contract.json")).doesNotExist();
        try (Command train = train(resumed, "--resume")) {
            assertThat(train.exitCode()).as(train.output()).isEqualTo(0);
            assertThat(train.output()).contains("epoch  6/6").doesNotContain("epoch  1/6");
        }
        assertThat(resumed.resolve("weights.safetensors")).hasSameBinaryContentAs(whole.resolve("weights.safetensors"));
        assertThat(resumed.resolve("evaluation.txt")).hasSameTextualContentAs(whole.resolve("evaluation.txt"));
    }

    @Test
    void sharedStimuliAreMadeFeaturesOfOnceAndOfflineFeaturesAreRefusedLive() throws Exception {
        Path shared = folder.resolve("shared");
        try (Command simulate = distribution.start("simulate", "--study", shared.toString(), "--receivers", "3", "--stimuli", "2",
                "--seconds", "16")) {
            assertThat(simulate.exitCode()).as(simulate.output()).isEqualTo(0);
        }
        List<String> quick = List.of("--split", "by-receiver", "--window", "50", "--epochs", "1", "--batch", "4", "--hidden", "8",
                "--heads", "2");
        try (Command train = train(shared, folder.resolve("of-shared"), pipeline, quick)) {
            assertThat(train.exitCode()).as(train.output()).isEqualTo(0);
            assertThat(train.output()).contains("split by receiver: 2 training, 2 validation, 2 test", "other-raters");
        }
        try (Stream<Path> cached = Files.list(shared.resolve(".cache"))) {
            assertThat(cached.filter(Files::isRegularFile)).hasSize(2 + 3 * 2 // each stimulus once, then who watched it
                    + 4 * (2 + 2)); // on each other clock what is tested
        }
        Path json = shared.resolve("study.json");
        Files.writeString(json, Files.readString(json).replace("\"live\"", "\"offline\""));
        Path offline = distribution.home().resolve("models/offline");
        try (Command train = train(shared, offline, null, quick)) {
            assertThat(train.exitCode()).as(train.output()).isEqualTo(0);
        }
        Path graph = Files.writeString(folder.resolve("offline.json"),
                Files.readString(pipeline).replace("examples/demo/model", "models/offline"));
        try (Command check = distribution.start("check", graph.toString())) {
            assertThat(check.exitCode()).isEqualTo(1);
            assertThat(check.output()).contains("node \"impression\"", "resampled offline, from whole recordings");
        }
    }

    /** Nothing but the output layers over both people's signals. */
    private static final String PLAIN_NETWORK = """
            class Plain implements org.rapport.model.network.Network {
                final org.rapport.model.network.Blueprint blueprint;
                final org.rapport.model.network.Signals signals;
                final org.rapport.model.network.OutputLayers layers;
                Plain(org.rapport.model.network.Blueprint blueprint) {
                    this.blueprint = blueprint;
                    signals = org.rapport.model.network.Signals.placeholders(blueprint);
                    layers = new org.rapport.model.network.OutputLayers(blueprint, blueprint.algebra().concat(
                        java.util.List.<org.tensorflow.Operand<org.tensorflow.types.TFloat32>>of(
                            signals.emitter(), signals.receiver()), 2));
                }
                public org.rapport.model.network.Signals signals() { return signals; }
                public org.tensorflow.Operand<org.tensorflow.types.TFloat32> prediction() { return layers.prediction(); }
                public java.util.Map<org.rapport.model.network.Attention,
                    org.tensorflow.Operand<org.tensorflow.types.TFloat32>> attended() { return java.util.Map.of(); }
                public java.util.List<org.rapport.model.network.Gradient> gradients(
                    org.tensorflow.Operand<org.tensorflow.types.TFloat32> loss) {
                    var backpropagation = new org.rapport.model.network.Backpropagation(blueprint.algebra().graph, loss);
                    backpropagation.descend("layers", layers.weights(), java.util.List.of());
                    return backpropagation.gradients();
                }
            }
            context.registerService(org.rapport.model.network.Architecture.class, new org.rapport.model.network.Architecture() {
                public String key() { return "plain"; }
                public String title() { return "the output layers alone"; }
                public boolean isCausal() { return true; }
                public org.rapport.model.network.Network network(org.rapport.model.network.Blueprint blueprint) {
                    return new Plain(blueprint);
                }
            }, null);
            """;

    @Test
    void aPlugInBringsANetworkThatIsTrainedAndPredicts() throws Exception {
        List<String> quick = List.of("--architecture", "plain", "--window", "50", "--epochs", "2", "--batch", "4");
        Path model = distribution.home().resolve("models/plain");
        try (Command train = train(study, model, pipeline, quick)) {
            assertThat(train.exitCode()).as("without the plug-in").isEqualTo(2);
            assertThat(train.output()).contains("--architecture must be one of paper, causal, lstm, gru");
        }
        Path jar = distribution.home().resolve("plugins/plain.jar");
        new PlugInJar("stranger.plain").against(distribution.bundle("org.rapport.model"))
                .against(distribution.bundle("org.rapport.tensorflow"))
                .with("Import-Package", "org.osgi.framework,org.rapport.model.network,org.tensorflow,org.tensorflow.op.core,"
                        + "org.tensorflow.types")
                .write(jar, PLAIN_NETWORK);
        try (Command train = train(study, model, pipeline, quick)) {
            assertThat(train.exitCode()).as(train.output()).isEqualTo(0);
        }
        Files.delete(jar);
        for (String[] words : new String[][]{{"model", model.toString()},
                {"evaluate", model.toString(), study.toString(), "--pipeline", pipeline.toString(), "--all"}}) {
            try (Command predicts = distribution.start(words)) {
                assertThat(predicts.exitCode()).as("without the plug-in: %s", predicts.output()).isEqualTo(0);
            }
        }
    }

    private static Command train(Path study, Path model, Path pipeline, List<String> more) throws Exception {
        List<String> words = new ArrayList<>(List.of("train", study.toString(), "--out", model.toString()));
        if (pipeline != null) {
            words.addAll(List.of("--pipeline", pipeline.toString()));
        }
        words.addAll(more);
        return distribution.start(words.toArray(String[]::new));
    }

    private static Command train(Path model, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of("--window", "50", "--epochs", "6", "--batch", "8", "--hidden", "16"));
        options.addAll(List.of(more));
        return train(study, model, pipeline, options);
    }

    @Test
    void trainsAModelThatFitsThePipelineItWasTrainedFor() throws Exception {
        Path model = distribution.home().resolve("models/small");
        try (Command train = distribution.start("train", study.toString(), "--out", model.toString(), "--pipeline",
                pipeline.toString(), "--window", "50", "--epochs", "2", "--batch", "8")) {
            assertThat(train.exitCode()).as(train.output()).isEqualTo(0);
            assertThat(train.output())
                    .contains("study: 4 sessions, synthetic", "split by dyad: 2 training, 1 validation, 1 test",
                            "emitter 58 and receiver 57 channels", "epoch  2/2", "synthetic data, test sessions",
                            "competence CCC [95 %]", "own-mean", "warmth: on 4 other clocks predictions of 1 session are ")
                    .doesNotContain("absl", "MLIR");
        }
        try (Command check = distribution.start("study", "check", study.toString())) {
            assertThat(check.exitCode()).as(check.output()).isEqualTo(0);
            assertThat(check.output()).contains("4 sessions", "sim-receiver-ecg", "label competence");
        }
        try (Command evaluate = distribution.start("evaluate", model.toString(), study.toString(), "--pipeline",
                pipeline.toString(), "--other-clocks")) {
            assertThat(evaluate.exitCode()).as(evaluate.output()).isEqualTo(0);
            assertThat(evaluate.output()).contains("competence CCC", "time-shift", "warmth: on 4 other clocks predictions of 1 ");
        }
        assertThat(model.resolve("contract.json")).content().contains("\"synthetic\"", "rapport.resampler", "by-dyad");

        Path other = Files.writeString(folder.resolve("other.json"),
                Files.readString(pipeline).replace("examples/demo/model", "models/small"));
        Path changed = Files.writeString(folder.resolve("changed.json"),
                Files.readString(other).replace("\"delay\": 0.5", "\"delay\": 0.6"));
        try (Command check = distribution.start("check", other.toString(), changed.toString())) {
            assertThat(check.exitCode()).isEqualTo(1);
            assertThat(check.lines()).hasSize(2).first().asString().isEqualTo("other.json: sound");
            assertThat(check.lines().get(1)).contains("node \"impression\"",
                    "the model was trained with \"delay\": 0.5, but gets 0.6");
        }
    }
}
