package org.rapport.inference;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.rapport.api.node.Sink;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Clock;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.model.RunningScores;

/**
 * Prints the predicted impression, and what the receiver reported for the same moment if there is a label stream, with the
 * concordance of both so far.
 */
@Component(configurationPid = "rapport.sink.console", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Sink.class)
@Designate(ocd = ConsoleSink.Settings.class, factory = true)
public final class ConsoleSink implements Sink {
    private static final double REFUSAL_EVERY = 10;
    private static final int MISSING = -1;

    @ObjectClassDefinition(name = "Console sink",
            description = "Prints the impression, beside what the receiver reports, with validity, latency and the concordance "
                    + "so far.")
    public @interface Settings {
        @AttributeDefinition(description = "The impression, and the receiver's labels if there are any.")
        String[] inputs();

        @AttributeDefinition(description = "Seconds from one line to the next, from 0 for every prediction.", min = "0",
                max = "3600")
        double every() default 1;
    }

    private final Clock clock;
    private final double every;
    private final StepTrack labels = new StepTrack();
    private final Map<String, RunningScores> scores = new HashMap<>();
    private StreamDescription labelStream;
    private double start = Double.NaN;
    private double nextLine = Double.NEGATIVE_INFINITY;
    /** What is refused and why, by stream; it is said again and again, so that nobody waits for predictions in vain. */
    private final Map<StreamId, String> refusals = new LinkedHashMap<>();
    private double nextRefusal = Double.NEGATIVE_INFINITY;

    @Activate
    public ConsoleSink(Settings settings, @Reference Clock clock) {
        this.clock = clock;
        this.every = settings.every();
    }

    @Override
    public void status(StreamStatus status) {
        if (status.state() == State.REFUSED) {
            refusals.put(status.stream(), status.reason());
            nextRefusal = Double.NEGATIVE_INFINITY;
        } else {
            refusals.remove(status.stream());
        }
        refusals();
    }

    private void refusals() {
        double now = clock.now();
        if (now >= nextRefusal) {
            nextRefusal = now + Math.max(every, REFUSAL_EVERY);
            refusals.forEach((stream, reason) -> System.out.println(stream + " " + State.REFUSED + ": " + reason));
        }
    }

    @Override
    public void accept(Block block) {
        refusals();
        String type = block.stream().type().orElse("");
        if (type.equals("Label")) {
            if (block.stream().role().filter(Role.RECEIVER::equals).isEmpty()
                    || labelStream != null && !labelStream.id().equals(block.stream().id())) {
                return; // what somebody else reports is no label of this receiver's impression
            }
            if (labelStream == null) {
                System.out.println("labels come from " + block.stream().id() + origin(block.stream()));
            }
            labelStream = block.stream();
            labels.add(block);
        } else if (type.equals("Impression")) {
            for (int sample = 0; sample < block.samples(); sample++) {
                prediction(block, sample);
            }
        }
    }

    private static String origin(StreamDescription stream) {
        String extractor = stream.channels().isEmpty() ? "" : stream.channels().get(0).extractor();
        return extractor.contains("simulation") ? ": " + extractor + ", so all scores are synthetic"
                : extractor.isEmpty() ? "" : ": " + extractor;
    }

    private void prediction(Block block, int sample) {
        double time = block.times()[sample];
        start = Double.isNaN(start) ? time : start;
        boolean print = time >= nextLine;
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%7.1f s", time - start));
        StringJoiner concordance = new StringJoiner(" ");
        for (String target : targets(block.stream())) {
            float predicted = block.value(sample, column(block.stream(), target));
            int reports = labelStream == null ? MISSING : column(labelStream, target);
            float reported = reports == MISSING ? Float.NaN : labels.at(time, reports);
            RunningScores score = scores.computeIfAbsent(target, key -> new RunningScores());
            score.add(predicted, reported);
            concordance.add(String.format(Locale.ROOT, "%.2f", score.value().ccc()));
            line.append(String.format(Locale.ROOT, "  %s %+.2f (label %+.2f)", target, predicted, reported));
        }
        if (print) {
            nextLine = time + every - 1e-6;
            int validity = column(block.stream(), ImpressionRows.VALIDITY);
            line.append(String.format(Locale.ROOT, "  valid %3.0f %%  latency %.2f s",
                    validity == MISSING ? Float.NaN : 100 * block.value(sample, validity), clock.now() - time));
            System.out.println(line.append("  CCC so far ").append(concordance));
        }
    }

    /** What the model predicts, in its order. */
    private static List<String> targets(StreamDescription stream) {
        return stream.channels().stream().filter(ImpressionRows::isTarget).map(Channel::label).toList();
    }

    private static int column(StreamDescription stream, String label) {
        for (int i = 0; i < stream.channels().size(); i++) {
            Channel channel = stream.channels().get(i);
            if (channel.label().equals(label)) {
                return i;
            }
        }
        return MISSING;
    }
}
