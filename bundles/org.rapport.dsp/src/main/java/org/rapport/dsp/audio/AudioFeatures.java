package org.rapport.dsp.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.rapport.api.graph.Output;
import org.rapport.api.node.Processor;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

/**
 * Features of a voice in the definitions and under the names of openSMILE's IS09_emotion configuration. Causal with a constant
 * delay, and independent of how the audio is cut into blocks. Across missing audio nothing is made up: frames that touch it
 * are left out or NaN.
 */
@Component(configurationPid = AudioFeatures.TYPE, configurationPolicy = ConfigurationPolicy.REQUIRE, service = Processor.class)
@Designate(ocd = AudioFeatures.Settings.class, factory = true)
public final class AudioFeatures implements Processor {
    static final String TYPE = "rapport.audio.features";
    private static final String EXTRACTOR = "openSMILE IS09";
    private static final double LOWEST_RATE = 8000;
    private static final double HIGHEST_RATE = 192_000;
    /** An interruption is told at most this often, in seconds. */
    private static final double REPORT_EVERY = 1;

    @ObjectClassDefinition(name = "Audio features",
            description = "Computes voice features from a microphone's audio, like openSMILE's IS09_emotion configuration: MFCC "
                    + "1-12, energy, zero-crossing rate and voicing, 100 rows per second.")
    public @interface Settings {
        @AttributeDefinition(
                description = "The node with the microphone: one channel of 8000 Hz or more, amplitudes from -1 to 1.")
        String[] inputs();

        @AttributeDefinition(
                description = "Whether to add the slope of each of the 15 descriptors (delta regression): 30 columns in all.")
        boolean deltas() default false;

        @AttributeDefinition(description = "Whether to send the 12 functionals of every descriptor and slope over a window "
                + "instead: 360 columns.")
        boolean functionals() default false;

        @AttributeDefinition(min = "0.1", max = "30",
                description = "The window of the functionals, in seconds from 0.1 to 30 in steps of 0.01.")
        double window() default 1;

        @AttributeDefinition(min = "0.01", max = "30",
                description = "The step from one row of functionals to the next, in seconds from 0.01 to 30 in steps of 0.01.")
        double step() default 0.1;

        @AttributeDefinition(min = "0", max = "0.005",
                description = "By how much time stamps may be off before audio counts as missing, in seconds from 0 to 0.005; "
                        + "at least half a sample. Increase it for a microphone with uneven time stamps.")
        double maxJitter() default 0;
    }

    private final FeatureSet features;
    private final double maxJitter;
    private StreamDescription incoming;
    private StreamDescription outgoing;
    private FeatureExtractor extractor;
    private boolean waits;
    private int interruptions;
    private double nextReport;

    @Activate
    public AudioFeatures(Settings settings) {
        this.features = new FeatureSet(settings.deltas(), settings.functionals(), settings.window(), settings.step());
        this.maxJitter = settings.maxJitter();
    }

    @Override
    public void process(Block block, Output output) {
        if (!block.stream().equals(incoming)) {
            connect(block, output);
        } else if (waits) {
            output.send(new StreamStatus(output.node(), State.LIVE, block.arrived(), "reads " + incoming.name() + " again"));
        }
        waits = false;
        if (extractor == null) {
            return;
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < block.samples(); i++) {
            if (extractor.add(block.times()[i], block.values()[i], rows::add)) {
                send(rows, block.arrived(), output); // after a clock that jumped back, later rows are earlier
                interrupted(block.arrived(), output);
            }
        }
        send(rows, block.arrived(), output);
    }

    /** Whoever waits for the features need not while the microphone is silent or gone. */
    @Override
    public void status(StreamStatus status, Output output) {
        output.send(status);
        boolean silent = status.state() == State.STALE || status.state() == State.LOST;
        if (silent && extractor != null && status.stream().equals(incoming.id())) {
            output.send(new StreamStatus(output.node(), status.state(), status.time(),
                    incoming.name() + " is " + (status.state() == State.LOST ? "gone" : "silent")));
            waits = true;
        }
    }

    private void interrupted(double time, Output output) {
        interruptions++;
        if (time >= nextReport) {
            nextReport = time + REPORT_EVERY;
            output.send(new StreamStatus(output.node(), State.LIVE, time, "stamps of " + incoming.name() + " jumped, "
                    + interruptions + " times so far; if no audio is lost, dejitter them or raise maxJitter"));
        }
    }

    private void connect(Block first, Output output) {
        incoming = first.stream();
        String problem = problem(incoming);
        if (!problem.isEmpty()) {
            extractor = null;
            output.send(new StreamStatus(output.node(), State.REFUSED, first.arrived(), problem));
            return;
        }
        extractor = new FeatureExtractor(incoming.rate(), maxJitter, features);
        interruptions = 0;
        nextReport = Double.NEGATIVE_INFINITY;
        outgoing = describe(output.node(), incoming.channels().get(0).role());
        output.send(new StreamStatus(output.node(), State.LIVE, first.arrived(), "reads " + incoming.name()));
    }

    /** Why a stream is no microphone to work on, in one line; empty if it is one. */
    private static String problem(StreamDescription stream) {
        if (stream.channels().size() != 1 || !stream.channels().get(0).type().equals("Audio")) {
            return stream.name() + " is not one channel of audio: " + stream.channels().size() + " channels of type "
                    + stream.type().orElse("several types") + "; connect a mono microphone";
        }
        if (stream.rate() < LOWEST_RATE || stream.rate() > HIGHEST_RATE) {
            return stream.name() + " has " + stream.rate() + " samples a second; connect a microphone of " + LOWEST_RATE + " to "
                    + HIGHEST_RATE;
        }
        return "";
    }

    private StreamDescription describe(String name, Role role) {
        List<Channel> channels = features.names().stream()
                .map(label -> new Channel(role, "Audio", label, "", EXTRACTOR, Channel.Scale.CONTINUOUS)).toList();
        Map<String, Object> settings = new TreeMap<>(features.settings());
        settings.put("audioRate", incoming.rate());
        settings.put("maxJitter", maxJitter);
        return new StreamDescription(name, features.rate(), channels, Origin.derived(TYPE, settings));
    }

    private void send(List<Row> rows, double arrived, Output output) {
        if (!rows.isEmpty()) {
            output.send(block(rows, arrived));
            rows.clear();
        }
    }

    private Block block(List<Row> rows, double arrived) {
        float[] values = new float[rows.size() * outgoing.channels().size()];
        int at = 0;
        for (Row row : rows) {
            for (double value : row.values()) {
                values[at++] = (float) value;
            }
        }
        return new Block(outgoing, rows.stream().mapToDouble(Row::time).toArray(), values, arrived);
    }
}
