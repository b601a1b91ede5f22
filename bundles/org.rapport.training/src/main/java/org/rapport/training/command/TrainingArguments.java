package org.rapport.training.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.rapport.model.Contract;
import org.rapport.model.network.Activation;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Attention;
import org.rapport.model.network.Loss;
import org.rapport.model.network.Objective;
import org.rapport.model.network.Precision;
import org.rapport.training.fit.Course;
import org.rapport.training.fit.Halving;
import org.rapport.training.fit.NetworkOptions;
import org.rapport.training.fit.OneCycle;
import org.rapport.training.fit.Schedule;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.fit.WindowOptions;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The options of every command that trains. The defaults are those of the reference, or the paper's where it says one. */
final class TrainingArguments {
    private static final int MAX_WINDOW = 1000;
    private static final int MAX_THREADS = 1024;
    /** Far more than a network of this kind can use, and than a graphics processor holds. */
    private static final int MAX_UNITS = 10_000;

    /** Read before all else; here for its help. */
    @Option(names = "--options", paramLabel = "FILE",
            description = "a JSON file with options, such as {\"learningRate\": 0.001}; the command line wins")
    private Path options;

    @Option(names = "--window", paramLabel = "ROWS", defaultValue = "100", description = "rows that the model sees at a time")
    private int steps;

    @Option(names = "--hop", paramLabel = "ROWS", defaultValue = "25", description = "rows from one training window to the next")
    private int hop;

    @Option(names = "--look-ahead", paramLabel = "ROWS", defaultValue = "0",
            description = "rows of the window after the one that is predicted live: later, but it has seen what follows")
    private int lookAhead;

    @Option(names = "--live-hop", paramLabel = "ROWS", defaultValue = "5",
            description = "rows from one live prediction to the next")
    private int liveHop;

    @Option(names = "--lead-in", paramLabel = "ROWS", defaultValue = "0",
            description = "rows at the beginning of a training window that the losses do not count, so that a network learns "
                    + "from what it predicts once it has seen some")
    private int leadIn;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "40", description = "passes over the training windows")
    private int epochs;

    @Option(names = "--patience", paramLabel = "N", defaultValue = "0",
            description = "epochs without a better validation score after which training ends; 0 for never")
    private int patience;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "32", description = "windows of one step")
    private int batch;

    @Option(names = "--learning-rate", paramLabel = "X", defaultValue = "0.001",
            description = "Adam's learning rate, the highest")
    private double rate;

    @Option(names = "--schedule", paramLabel = "WORD", defaultValue = Halving.KEY,
            description = "how the learning rate changes: halve, every so many epochs; one-cycle, up for three tenths of "
                    + "--epochs, then down to nearly nothing (Smith and Topin 2018)")
    private String schedule;

    @Option(names = "--weight-decay", paramLabel = "X", defaultValue = "0",
            description = "what a step takes away of each matrix of weights, in parts of it and of the learning rate (AdamW)")
    private double weightDecay;

    @Option(names = "--halve-every", paramLabel = "N", defaultValue = "20",
            description = "epochs after which the learning rate is halved")
    private int halveEvery;

    @Option(names = "--modality-dropout", paramLabel = "P", defaultValue = "0.1",
            description = "probability that a training window loses a modality, so that the model can do without")
    private double modalityDropout;

    @Option(names = "--masks", defaultValue = "false", fallbackValue = "true",
            description = "tells the network which modality is missing, by a column for each: for sessions whose devices come "
                    + "and go")
    private boolean masks;

    @Option(names = "--encoding", paramLabel = "N", defaultValue = "64", description = "width of the encoders (d)")
    private int encoding;

    @Option(names = "--activation", paramLabel = "WORD", defaultValue = "NONE",
            description = "what follows the encoders: ${COMPLETION-CANDIDATES}")
    private Activation activation;

    @Option(names = "--hidden", paramLabel = "N", defaultValue = "64", description = "width of one direction of an LSTM (h)")
    private int hidden;

    @Option(names = "--heads", paramLabel = "N", defaultValue = "16", description = "heads of each attention")
    private int heads;

    @Option(names = "--head-units", paramLabel = "N", defaultValue = "16", description = "hidden units of the output layers")
    private int headUnits;

    @Option(names = "--dropout", paramLabel = "P", showDefaultValue = Visibility.NEVER,
            description = "the part of those units that a step leaves out; 0.5, but for gru 0.1")
    private Double dropout;

    @Option(names = "--attentions", paramLabel = "LIST", split = ",",
            description = "those that reach the output layers, of ${COMPLETION-CANDIDATES}; all unless named",
            showDefaultValue = Visibility.NEVER)
    private Set<Attention> attentions = EnumSet.allOf(Attention.class);

    @Option(names = "--loss", paramLabel = "NAME=X", split = ",",
            description = "weights of losses, of task, kd, se, se-step, ccc and huber; for those not named the paper's, "
                    + "task=1,kd=1,se=1 and 0 for others, but for gru ccc=1 alone",
            showDefaultValue = Visibility.NEVER)
    private Map<String, Double> losses = Map.of();

    @Option(names = "--kd-weight", paramLabel = "X", description = "the same as --loss kd=X", showDefaultValue = Visibility.NEVER)
    private Double distillation;

    @Option(names = "--se-weight", paramLabel = "X", description = "the same as --loss se=X", showDefaultValue = Visibility.NEVER)
    private Double enhancement;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "of the weights, the order and the dropouts, and of the split unless that has its own")
    private long seed;

    @Option(names = "--ensemble", paramLabel = "N", defaultValue = "1",
            description = "networks that are trained with different seeds (--seed, and on in thousands) and predict together, "
                    + "the mean of all; they are one model, and cost as much as so many, in training and live")
    private int ensemble;

    @Option(names = "--compute-threads", paramLabel = "N", defaultValue = "0",
            description = "threads of TensorFlow for an operation; they decide the last bits of the weights, so a run goes on "
                    + "with those it began with, on whatever machine; 0 for that, or one a processor")
    private int computeThreads;

    @Option(names = "--precision", paramLabel = "WORD", defaultValue = "float32",
            description = "what a training step multiplies with: ${COMPLETION-CANDIDATES}; bfloat16 needs a processor that has "
                    + "amx_bf16 or avx512_bf16; weights, scores and the model are float32 in any case")
    private Precision precision;

    /** @throws picocli.CommandLine.ParameterException if a value cannot be */
    TrainingOptions options(Architecture architecture, Usage usage) {
        usage.require(steps >= 2 && steps <= MAX_WINDOW, "--window",
                "must be from 2 to " + MAX_WINDOW + "; attention needs memory for its square");
        usage.require(hop >= 1, "--hop", "must be 1 or more");
        usage.require(liveHop >= 1, "--live-hop", "must be 1 or more");
        usage.require(lookAhead >= 0 && lookAhead < steps, "--look-ahead", "must be from 0 to less than --window");
        usage.require(computeThreads >= 0 && computeThreads <= MAX_THREADS, "--compute-threads",
                "must be from 0 to " + MAX_THREADS);
        usage.require(ensemble >= 1 && ensemble <= Contract.MOST_MEMBERS, "--ensemble",
                "must be from 1 to " + Contract.MOST_MEMBERS);
        usage.require(epochs >= 1, "--epochs", "must be 1 or more");
        usage.require(patience >= 0, "--patience", "must be 0 or more");
        usage.require(batch >= 1 && batch <= 10_000, "--batch", "must be from 1 to 10000");
        usage.require(halveEvery >= 1, "--halve-every", "must be 1 or more");
        usage.require(schedule.equals(Halving.KEY) || schedule.equals(OneCycle.KEY), "--schedule", "must be halve or one-cycle");
        usage.require(weightDecay >= 0 && weightDecay <= 1, "--weight-decay", "must be from 0 to 1");
        usage.require(leadIn >= 0 && leadIn < steps, "--lead-in", "must be from 0 to less than --window");
        usage.require(rate > 0 && rate < 1, "--learning-rate", "must be between 0 and 1");
        usage.require(modalityDropout >= 0 && modalityDropout < 1, "--modality-dropout", "must be from 0 to less than 1");
        usage.require(distillation == null || distillation >= 0, "--kd-weight", "must be 0 or more");
        usage.require(enhancement == null || enhancement >= 0, "--se-weight", "must be 0 or more");
        usage.require(hidden >= 1 && hidden <= MAX_UNITS, "--hidden", "must be from 1 to " + MAX_UNITS);
        int columns = architecture.columns(hidden);
        usage.require(heads >= 1 && columns % heads == 0, "--heads",
                "must divide " + (columns == hidden ? "" : "twice ") + "--hidden");
        usage.require(!architecture.isCausal() || lookAhead == 0, "--look-ahead",
                "must be 0 for a network that sees nothing of what follows; with --architecture paper it may be more");
        usage.require(encoding >= 1 && encoding <= MAX_UNITS, "--encoding", "must be from 1 to " + MAX_UNITS);
        usage.require(headUnits >= 1 && headUnits <= MAX_UNITS, "--head-units", "must be from 1 to " + MAX_UNITS);
        double left = dropout == null ? architecture.recipe().dropout() : dropout;
        usage.require(left >= 0 && left < 1, "--dropout", "must be from 0 to less than 1");
        return new TrainingOptions(new WindowOptions(steps, hop, lookAhead, liveHop, leadIn),
                new NetworkOptions(encoding, hidden, heads, headUnits, left, activation, attentions,
                        objective(architecture, usage), architecture, masks),
                new Schedule(epochs, batch, rate, course(), patience, weightDecay), modalityDropout, seed, false, computeThreads,
                ensemble, precision);
    }

    private Course course() {
        return schedule.equals(OneCycle.KEY) ? new OneCycle(epochs) : new Halving(halveEvery);
    }

    private Objective objective(Architecture architecture, Usage usage) {
        Map<Loss, Double> weights = new EnumMap<>(architecture.recipe().objective().weights());
        losses.forEach((name, weight) -> {
            Optional<Loss> loss = Loss.of(name);
            usage.require(loss.isPresent(), "--loss", "has no loss " + name + "; there are "
                    + Arrays.stream(Loss.values()).map(Loss::key).collect(Collectors.joining(", ")));
            usage.require(weight != null && weight >= 0 && weight < Double.POSITIVE_INFINITY, "--loss",
                    "must have weights of 0 or more");
            weights.put(loss.get(), weight);
        });
        if (distillation != null) {
            weights.put(Loss.DISTILLATION, distillation);
        }
        if (enhancement != null) {
            weights.put(Loss.ENHANCEMENT, enhancement);
        }
        usage.require(weights.values().stream().anyMatch(weight -> weight > 0), "--loss",
                "leaves no loss to learn by; give at least one a weight above 0");
        return new Objective(weights);
    }

    /** Whether a word asks for calibration. */
    static boolean isCalibrated(Usage usage, String word) {
        usage.require(word.equals("linear") || word.equals("none"), "--calibration", "must be linear or none");
        return word.equals("linear");
    }

    /**
     * The options with a number of threads.
     *
     * @param before with how many a run began that goes on, if there is one
     */
    TrainingOptions withThreads(TrainingOptions options, Optional<Integer> before) {
        int threads = computeThreads > 0 ? computeThreads : before.orElse(Runtime.getRuntime().availableProcessors());
        return options.withComputeThreads(threads);
    }

    long seed() {
        return seed;
    }
}
