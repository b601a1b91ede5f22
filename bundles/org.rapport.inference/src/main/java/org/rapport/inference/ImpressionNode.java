package org.rapport.inference;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.rapport.api.graph.Output;
import org.rapport.api.home.Home;
import org.rapport.api.node.Processor;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Clock;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.folder.LiveModel;
import org.rapport.model.folder.Model;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;

/**
 * Predicts the targets of a trained cross-domain model (Li and Lai, Interspeech 2022) from the latest window of
 * both people's features, or from row to row if the model can. Missing input lowers the stated validity; too little of it makes
 * the prediction NaN. A second stream tells how much of the prediction each modality carries, a third when it came about.
 */
@Component(configurationPid = ImpressionNode.TYPE, configurationPolicy = ConfigurationPolicy.REQUIRE, service = Processor.class,
        property = Processor.PREDICTS + "=true")
@Designate(ocd = ImpressionNode.Settings.class, factory = true)
public final class ImpressionNode implements Processor {
    static final String TYPE = "rapport.inference.impression";
    /** The name of the second stream. */
    static final String SHARES = "shares";
    private static final double RANGE_SECONDS = 0.5;

    @ObjectClassDefinition(name = "Impression",
            description = "Predicts how competent and how warm the receiver finds the emitter, with a trained cross-domain "
                    + "model.")
    public @interface Settings {
        @AttributeDefinition(
                description = "The node with the features of both people, a resampler set as in the model's training.")
        String[] inputs();

        @AttributeDefinition(
                description = "The model's folder, relative to the distribution's folder; 'rapport train' writes one.")
        String model();

        @AttributeDefinition(
                description = "Rows from one prediction to the next, from 1; 0 takes what the model was trained with.", min = "0")
        int hop() default 0;

        @AttributeDefinition(description = "The least part of valid input, from 0 to 1; with less, the prediction is NaN.",
                min = "0", max = "1")
        double minValid() default 0.5;

        @AttributeDefinition(description = "How many times a second the share of each modality in the prediction is sent, as a "
                + "stream of its own; at most with every prediction, 0 for never. Each costs one more prediction for every "
                + "modality.", min = "0", max = "1000")
        double shares() default 0;

        @AttributeDefinition(description = "Whether a stream of its own tells of each prediction how long after its moment the "
                + "samples were there, their rows, what the model made of them, and it was sent.")
        boolean timing() default true;

        @AttributeDefinition(
                description = "How old a prediction may be when it is sent, in seconds; 0 for as old as it is. If half "
                        + "of them are older for 5 s, that is trouble.",
                min = "0", max = "3600")
        double budget() default 0;
    }

    private final CompletableFuture<LoadedModels.Held> loading;
    private final int hopSetting;
    private final double minValid;
    private final double sharesSetting;
    private final PredictionTiming timing;
    private Model model;
    private LiveModel live;
    private InputWindow emitter;
    private InputWindow receiver;
    private TrainedRange emitterRange;
    private TrainedRange receiverRange;
    private RangeNews range;
    private StreamDescription incoming;
    private ImpressionRows rows;
    private StreamDescription outgoing;
    /** Null if they are not wanted. */
    private ModalityShares shares;
    private StreamDescription outgoingShares;
    private String refusal = "";
    /** What of the model's input is there, to be told with the next prediction: devices come one after the other. */
    private String news = "";
    /** Whether a whole modality is not. */
    private boolean modalityLacks;
    private float[] predictions;
    private double lastTime = Double.NaN;

    @Activate
    public ImpressionNode(Settings settings, @Reference Home home, @Reference Clock clock, @Reference List<Architecture> added,
            @Reference LoadedModels models) {
        this(home.folder().resolve(settings.model()), settings.hop(), settings.minValid(), settings.shares(),
                new PredictionTiming(clock, settings.timing(), settings.budget()), Architectures.STANDARD.with(added), models);
    }

    /**
     * Begins to load the model.
     *
     * @param shares how many times a second they are sent; 0 for never
     * @param architectures those that can run row by row
     * @param models where it is loaded, unless another node has it
     */
    ImpressionNode(Path folder, int hop, double minValid, double shares, PredictionTiming timing, Architectures architectures,
            LoadedModels models) {
        this.hopSetting = hop;
        this.minValid = minValid;
        this.sharesSetting = shares;
        this.timing = timing;
        // the natives take seconds to load the first time; meanwhile the devices are being found
        this.loading = CompletableFuture.supplyAsync(() -> load(folder, architectures, models),
                task -> daemon(task, "model " + folder.getFileName()));
    }

    private static LoadedModels.Held load(Path folder, Architectures architectures, LoadedModels models) {
        try {
            return models.hold(folder, architectures);
        } catch (ModelException e) {
            throw new CompletionException(e.getMessage(), e);
        }
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void process(Block block, Output output) throws InterruptedException {
        if (model == null && !begin(block.arrived(), output)) {
            return;
        }
        if (!block.stream().equals(incoming)) {
            connect(block, output);
        }
        if (!refusal.isEmpty()) {
            return;
        }
        timing.begin(block, output);
        MadeSamples made = new MadeSamples();
        MadeSamples madeShares = new MadeSamples();
        for (int sample = 0; sample < block.samples(); sample++) {
            add(block, sample);
            if (emitter.isFull() && model.contract().features().isDue(block.times()[sample], hop())) {
                predict(block.times()[sample], made, madeShares);
            }
            if (emitter.isFull() && model.contract().features().isDue(block.times()[sample], rangeHop())) {
                range.take(block.times()[sample], emitterRange.outside(emitter.rows()), receiverRange.outside(receiver.rows()))
                        .ifPresent(told -> output.send(new StreamStatus(StreamId.of(output.node()), State.LIVE, block.arrived(),
                                told.text(), told.warning())));
            }
        }
        if (!made.isEmpty()) {
            if (!news.isEmpty()) {
                output.send(new StreamStatus(StreamId.of(output.node()), State.LIVE, block.arrived(), news, modalityLacks));
                news = "";
            }
            output.send(made.block(outgoing, block.arrived()));
            timing.emitted(block.arrived(), output);
        }
        if (!madeShares.isEmpty()) {
            output.send(madeShares.block(outgoingShares, block.arrived()));
        }
    }

    /** Waits for the model; what comes meanwhile waits as well, and none of it is lost. */
    private boolean begin(double time, Output output) throws InterruptedException {
        if (!refusal.isEmpty()) {
            return false;
        }
        try {
            model = loading.get().model();
        } catch (ExecutionException e) {
            refuse(e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), time, output);
            return false;
        }
        Contract contract = model.contract();
        int steps = contract.window().steps();
        emitter = new InputWindow(contract.inputs(Role.EMITTER), steps);
        receiver = new InputWindow(contract.inputs(Role.RECEIVER), steps);
        emitterRange = new TrainedRange(contract.inputs(Role.EMITTER));
        receiverRange = new TrainedRange(contract.inputs(Role.RECEIVER));
        range = new RangeNews(contract);
        live = model.live();
        predictions = new float[contract.targets().size()];
        rows = new ImpressionRows(contract);
        outgoing = new StreamDescription(output.node(), contract.features().rate() / hop(), rows.channels(), origin(contract));
        if (sharesSetting > 0) {
            shares = new ModalityShares(model);
            outgoingShares = new StreamDescription(StreamId.of(output.node(), SHARES, ""),
                    contract.features().rate() / sharesHop(), shares.channels(), origin(contract));
        }
        return true;
    }

    /** How the predictions are made, and how far they may be off: half of the interval that holds nine of ten for new people. */
    private Origin origin(Contract contract) {
        Map<String, Object> settings = new TreeMap<>(
                Map.of("study", contract.trainedOn().name(), "study.sha256", contract.trainedOn().hash(), "window",
                        contract.window().steps(), "hop", hop(), "lookAhead", contract.window().lookAhead()));
        for (Contract.Target target : contract.targets()) {
            double halfWidth = ImpressionRows.halfWidth(contract, target);
            if (!Double.isNaN(halfWidth)) {
                settings.put("halfWidth90." + target.name(), halfWidth);
            }
        }
        return Origin.derived(TYPE, settings);
    }

    private int hop() {
        return hopSetting > 0 ? hopSetting : model.contract().window().hop();
    }

    /** Rows from one look at the range to the next: it changes slowly, and looking at a whole window takes time. */
    private int rangeHop() {
        return (int) Math.max(1, Math.round(model.contract().features().rate() * RANGE_SECONDS));
    }

    /** Rows from one message of shares to the next: a whole number of predictions. */
    private int sharesHop() {
        return hop() * (int) Math.max(1, Math.round(model.contract().features().rate() / hop() / sharesSetting));
    }

    private void connect(Block first, Output output) {
        StreamDescription stream = first.stream();
        incoming = stream;
        refusal = "";
        news = "";
        timing.connect(outgoing, PredictionTiming.reach(model.contract(), stream.origin().toMap()));
        String difference = ContractCheck.difference(model.contract().features(), stream.rate(), stream.origin().toMap());
        if (!difference.isEmpty()) {
            refuse(difference, first.arrived(), output);
            return;
        }
        try {
            List<Channel> missing = Stream.concat(emitter.connect(stream).stream(), receiver.connect(stream).stream()).toList();
            List<Lack> lacks = Lack.of(model.contract(), missing);
            modalityLacks = lacks.stream().anyMatch(Lack::isWhole);
            news = lacks.isEmpty() ? "all " + (emitter.width() + receiver.width()) + " channels of the model are there"
                    : "goes without " + lacks.stream().map(Lack::words).collect(Collectors.joining(", "));
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage(), first.arrived(), output);
        }
    }

    private void refuse(String reason, double time, Output output) {
        refusal = reason;
        output.send(new StreamStatus(output.node(), State.REFUSED, time, reason));
    }

    private void add(Block block, int sample) {
        double time = block.times()[sample];
        if (!model.contract().features().follows(lastTime, time)) { // rows were left out: no window or state spans that
            emitter.clear();
            receiver.clear();
            live.restart();
            if (shares != null) {
                shares.restart();
            }
        }
        lastTime = time;
        emitter.add(block, sample);
        receiver.add(block, sample);
        live.add(time, emitter.latest(), receiver.latest());
        if (shares != null) {
            shares.add(time, emitter.latest(), receiver.latest());
        }
    }

    private void predict(double time, MadeSamples made, MadeSamples madeShares) {
        Contract contract = model.contract();
        double moment = time - contract.window().lookAhead() / contract.features().rate();
        double[] valid = DoubleStream.concat(DoubleStream.of(emitter.valid()), DoubleStream.of(receiver.valid())).toArray();
        boolean enough = DoubleStream.of(valid).average().orElse(0) >= minValid;
        if (enough) {
            live.predict(predictions);
        } else {
            Arrays.fill(predictions, Float.NaN);
        }
        timing.inferred(moment);
        made.add(moment, rows.row(predictions, valid));
        if (enough && shares != null && contract.features().isDue(time, sharesHop())) {
            madeShares.add(moment, shares.of(predictions));
        }
    }

    @Deactivate
    public void close() {
        loading.thenAccept(LoadedModels.Held::close);
    }
}
