package org.rapport.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.node.StreamMapping;
import org.rapport.model.ModelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport train}: fits the impression model to a study. */
@Component(service = ToIntFunction.class, property = { "rapport.command=train",
        "rapport.command.description=fits the impression model to a study and writes a model folder" })
public final class TrainCommand implements ToIntFunction<String[]> {
    private static final Logger log = LoggerFactory.getLogger(TrainCommand.class);

    private final OfflineGraph graph;
    private final StreamMapping mapping;

    @Activate
    public TrainCommand(@Reference OfflineGraph graph, @Reference StreamMapping mapping) {
        this.graph = graph;
        this.mapping = mapping;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return new CommandLine(new Options(graph, mapping)).setExecutionExceptionHandler((e, line, parsed) -> {
            // such as TensorFlow without memory for so large a window
            System.err.println("rapport train: failed: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                    + " (JAVA_OPTS=-Drapport.log.level=DEBUG tells where)");
            log.debug("train failed", e);
            return 1;
        }).execute(arguments);
    }

    @Command(name = "rapport train", mixinStandardHelpOptions = true, showDefaultValues = true,
            description = "Fits the cross-domain impression model (Li and Lai, Interspeech 2022) to a study. Features come from the pipeline "
                    + "that will run live. Dyads are split 80/10/10; the epoch that does best on validation is kept and scored on test.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = { "0:the model is written", "1:it could not be trained", "2:wrong use" })
    static final class Options implements Callable<Integer> {
        private final OfflineGraph graph;
        private final StreamMapping mapping;

        @Parameters(paramLabel = "STUDY", description = "the study's folder, with study.json")
        private Path folder;

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "the model folder to write; replaced as a whole")
        private Path out;

        @Option(names = "--pipeline", required = true, paramLabel = "FILE", description = "the pipeline that the model will run in")
        private Path pipeline;

        @Option(names = "--features", paramLabel = "NODE", defaultValue = "features", description = "the node of it that the model reads from")
        private String node;

        @Option(names = "--window", paramLabel = "ROWS", defaultValue = "100", description = "rows that the model sees at a time")
        private int steps;

        @Option(names = "--hop", paramLabel = "ROWS", defaultValue = "25", description = "rows from one training window to the next")
        private int hop;

        @Option(names = "--look-ahead", paramLabel = "ROWS", defaultValue = "0",
                description = "rows of the window after the one that is predicted live: later, but it has seen what follows")
        private int lookAhead;

        @Option(names = "--live-hop", paramLabel = "ROWS", defaultValue = "5", description = "rows from one live prediction to the next")
        private int liveHop;

        @Option(names = "--epochs", paramLabel = "N", defaultValue = "40", description = "passes over the training windows")
        private int epochs;

        @Option(names = "--batch", paramLabel = "N", defaultValue = "32", description = "windows of one step")
        private int batch;

        @Option(names = "--learning-rate", paramLabel = "X", defaultValue = "0.001", description = "Adam's learning rate")
        private double rate;

        @Option(names = "--halve-every", paramLabel = "N", defaultValue = "20", description = "epochs after which the learning rate is halved")
        private int halveEvery;

        @Option(names = "--modality-dropout", paramLabel = "P", defaultValue = "0.1",
                description = "probability that a training window loses a modality, so that the model can do without")
        private double modalityDropout;

        @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of the split, the weights, the order and the dropouts")
        private long seed;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        Options(OfflineGraph graph, StreamMapping mapping) {
            this.graph = graph;
            this.mapping = mapping;
        }

        @Override
        public Integer call() throws IOException {
            check();
            try {
                train();
                return 0;
            } catch (StudyException | ModelException | IllegalArgumentException e) {
                System.err.println(e.getMessage());
                return 1;
            }
        }

        private void check() {
            require(steps >= 2 && steps <= 1000, "--window must be from 2 to 1000; attention needs memory for its square");
            require(hop >= 1 && liveHop >= 1, "--hop and --live-hop must be 1 or more");
            require(lookAhead >= 0 && lookAhead < steps, "--look-ahead must be from 0 to less than --window");
            require(epochs >= 1 && batch >= 1 && halveEvery >= 1, "--epochs, --batch and --halve-every must be 1 or more");
            require(rate > 0 && rate < 1, "--learning-rate must be between 0 and 1");
            require(modalityDropout >= 0 && modalityDropout < 1, "--modality-dropout must be from 0 to less than 1");
            require(Files.isRegularFile(pipeline), "--pipeline: there is no file " + pipeline);
        }

        private void require(boolean condition, String message) {
            if (!condition) {
                throw new CommandLine.ParameterException(spec.commandLine(), message);
            }
        }

        private void train() throws StudyException, ModelException, IOException {
            Study study = StudyReader.read(folder);
            say(study.name() + ": " + study.sessions().size() + " sessions" + (study.synthetic() ? ", synthetic" : ""));
            DyadSplit split = DyadSplit.of(study, seed);
            say("split by dyad: " + split.training().size() + " training, " + split.validation().size() + " validation, " + split.test().size() + " test");
            FeatureExtraction extraction = new FeatureExtraction(graph, mapping, pipeline, node);
            TrainingOptions options = new TrainingOptions(steps, hop, lookAhead, epochs, batch, rate, halveEvery, modalityDropout, liveHop, seed);
            Training training = new Training(study, options, extract(extraction, split.training()), extract(extraction, split.validation()),
                    extract(extraction, split.test()), Options::say);
            Map<String, Double> scores = training.run(out);
            say((study.synthetic() ? "synthetic data, " : "") + "test sessions, no person seen in training:");
            scores.forEach((name, value) -> say(String.format(Locale.ROOT, "  %-28s %.3f", name, value)));
            say("model written to " + out);
        }

        private static List<Recording> extract(FeatureExtraction extraction, List<Study.Session> sessions) throws StudyException, IOException {
            List<Recording> recordings = new ArrayList<>();
            for (Study.Session session : sessions) {
                Recording recording = extraction.extract(session);
                say(String.format(Locale.ROOT, "%s: %d rows", session.name(), recording.rows()));
                recordings.add(recording);
            }
            return recordings;
        }

        private static void say(String line) {
            System.out.println(line);
        }
    }
}
