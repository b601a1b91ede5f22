package org.rapport.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
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
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;

/**
 * Predicts the targets of a trained cross-domain model (Li and Lai, Interspeech 2022) from the latest window of
 * both people's features. Missing input lowers the stated validity; too little of it makes the prediction NaN.
 */
@Component(configurationPid = ImpressionNode.TYPE, configurationPolicy = ConfigurationPolicy.REQUIRE, service = Processor.class,
        property = Processor.PREDICTS + "=true")
@Designate(ocd = ImpressionNode.Settings.class, factory = true)
public final class ImpressionNode implements Processor {
    static final String TYPE = "rapport.inference.impression";

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
    }

    private final CompletableFuture<Model> loading;
    private final int hopSetting;
    private final double minValid;
    private Model model;
    private InputWindow emitter;
    private InputWindow receiver;
    private TrainedRange emitterRange;
    private TrainedRange receiverRange;
    private RangeNews range;
    private StreamDescription incoming;
    private StreamDescription outgoing;
    private String refusal = "";
    /** What of the model's input is there, to be told with the next prediction: devices come one after the other. */
    private String news = "";
    /** Whether a whole modality is not. */
    private boolean modalityLacks;
    private float[] predictions;
    private double lastTime = Double.NaN;

    @Activate
    public ImpressionNode(Settings settings, @Reference Home home) {
        this(home.folder().resolve(settings.model()), settings.hop(), settings.minValid());
    }

    ImpressionNode(Path folder, int hop, double minValid) {
        this.hopSetting = hop;
        this.minValid = minValid;
        // the natives take seconds to load the first time; meanwhile the devices are being found
        this.loading = CompletableFuture.supplyAsync(() -> load(folder), task -> daemon(task, "model " + folder.getFileName()));
    }

    private static Model load(Path folder) {
        try {
            return ModelFolder.load(folder);
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
        List<Prediction> made = new ArrayList<>();
        for (int sample = 0; sample < block.samples(); sample++) {
            add(block, sample);
            if (emitter.isFull() && model.contract().features().isDue(block.times()[sample], hop())) {
                made.add(predict(block.times()[sample]));
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
            output.send(block(made, block.arrived()));
        }
    }

    /** Waits for the model; what comes meanwhile waits as well, and none of it is lost. */
    private boolean begin(double time, Output output) throws InterruptedException {
        if (!refusal.isEmpty()) {
            return false;
        }
        try {
            model = loading.get();
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
        predictions = new float[steps * contract.targets().size()];
        List<Channel> channels = new ArrayList<>();
        contract.targets().forEach(target -> channels.add(channel(target.name(), target.unit())));
        channels.add(channel("validity", "1"));
        outgoing = new StreamDescription(output.node(), contract.features().rate() / hop(), channels, origin(contract));
        return true;
    }

    /** How the predictions are made, and how far they may be off: half of the interval that holds nine of ten for new people. */
    private Origin origin(Contract contract) {
        Map<String, Object> settings = new TreeMap<>(
                Map.of("study", contract.trainedOn().name(), "study.sha256", contract.trainedOn().hash(), "window",
                        contract.window().steps(), "hop", hop(), "lookAhead", contract.window().lookAhead()));
        for (Contract.Target target : contract.targets()) {
            Double halfWidth = contract.evaluation().scores().get(target.name() + ".halfWidth90");
            if (halfWidth != null) {
                settings.put("halfWidth90." + target.name(), halfWidth);
            }
        }
        return Origin.derived(TYPE, settings);
    }

    private static Channel channel(String label, String unit) {
        // the impression is the receiver's, whoever makes it
        return new Channel(Role.RECEIVER, "Impression", label, unit, TYPE, Channel.Scale.CONTINUOUS);
    }

    private int hop() {
        return hopSetting > 0 ? hopSetting : model.contract().window().hop();
    }

    private void connect(Block first, Output output) {
        StreamDescription stream = first.stream();
        incoming = stream;
        refusal = "";
        news = "";
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
        double period = 1 / model.contract().features().rate();
        if (Math.abs(time - lastTime - period) > 0.5 * period) { // rows were left out: a window never spans that
            emitter.clear();
            receiver.clear();
        }
        lastTime = time;
        emitter.add(block, sample);
        receiver.add(block, sample);
    }

    private record Prediction(double time, float[] values) {
    }

    private Prediction predict(double time) {
        Contract contract = model.contract();
        int targets = contract.targets().size();
        double valid = (emitter.validModalities() + receiver.validModalities())
                / (emitter.modalityCount() + receiver.modalityCount());
        float[] values = new float[targets + 1];
        values[targets] = (float) valid;
        if (valid < minValid) {
            java.util.Arrays.fill(values, 0, targets, Float.NaN);
        } else {
            model.predict(emitter.rows(), receiver.rows(), predictions);
            System.arraycopy(predictions, contract.window().liveStep() * targets, values, 0, targets);
        }
        return new Prediction(time - contract.window().lookAhead() / contract.features().rate(), values);
    }

    private Block block(List<Prediction> made, double arrived) {
        int width = outgoing.channels().size();
        double[] times = made.stream().mapToDouble(Prediction::time).toArray();
        float[] values = new float[times.length * width];
        for (int i = 0; i < times.length; i++) {
            System.arraycopy(made.get(i).values(), 0, values, i * width, width);
        }
        return new Block(outgoing, times, values, arrived);
    }

    @Deactivate
    public void close() {
        loading.thenAccept(Model::close);
    }
}
