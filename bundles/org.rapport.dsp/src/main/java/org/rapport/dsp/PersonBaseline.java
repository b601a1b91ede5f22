package org.rapport.dsp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
import org.rapport.api.signal.StreamDescription;

/**
 * Tells each channel as its difference from that person's own baseline, the mean of the channel's first valid seconds: people
 * differ more in how a face or a heart is at rest than in how it moves. Until a channel has its baseline it is NaN; one that
 * comes late has its own, later. Between the resampler and a model, which then learns from and asks for such rows.
 */
@Component(configurationPid = PersonBaseline.TYPE, configurationPolicy = ConfigurationPolicy.REQUIRE, service = Processor.class)
@Designate(ocd = PersonBaseline.Settings.class, factory = true)
public final class PersonBaseline implements Processor {
    static final String TYPE = "rapport.baseline";

    @ObjectClassDefinition(name = "Person baseline",
            description = "Subtracts each channel's baseline, its mean over the first seconds of the session.")
    public @interface Settings {
        @AttributeDefinition(description = "The node to read, a resampler.")
        String[] inputs();

        @AttributeDefinition(min = "1", max = "600",
                description = "Seconds of valid rows in the baseline of a channel, from 1 to 600; until then, the output is NaN.")
        double baseline() default 30;

        @AttributeDefinition(description = "Content types whose baseline is subtracted, such as \"Face\"; by default all. "
                + "Others pass unchanged.")
        String[] types() default {};
    }

    private final double seconds;
    private final List<String> types;
    /** By path, since channels get other columns when a device joins. */
    private final Map<String, ChannelBaseline> known = new HashMap<>();
    private StreamDescription incoming;
    private StreamDescription outgoing;
    /** One for each column; null where the channel passes unchanged. */
    private ChannelBaseline[] columns;

    @Activate
    public PersonBaseline(Settings settings) {
        seconds = settings.baseline();
        types = List.of(settings.types());
    }

    /** @throws IllegalArgumentException if the stream has no constant rate, so that seconds are no number of rows */
    @Override
    public void process(Block block, Output output) {
        if (!block.stream().equals(incoming)) {
            connect(block.stream(), output.node());
        }
        float[] values = block.values().clone();
        for (int i = 0; i < values.length; i++) {
            ChannelBaseline column = columns[i % columns.length];
            if (column != null) {
                values[i] = column.apply(values[i]);
            }
        }
        output.send(new Block(outgoing, block.times(), values, block.arrived()));
    }

    private void connect(StreamDescription stream, String name) {
        if (stream.rate() == 0) {
            throw new IllegalArgumentException(
                    stream.name() + ": has no constant rate; put a rapport.resampler before the baseline");
        }
        long rows = Math.max(1, Math.round(seconds * stream.rate()));
        List<Channel> channels = stream.channels();
        columns = channels.stream().map(
                channel -> hasBaseline(channel) ? known.computeIfAbsent(channel.path(), path -> new ChannelBaseline(rows)) : null)
                .toArray(ChannelBaseline[]::new);
        known.keySet().retainAll(Set.copyOf(channels.stream().map(Channel::path).toList()));
        outgoing = stream.derivedBy(name, TYPE, Map.of("baseline", seconds, "types", types));
        incoming = stream;
    }

    /** A category has no mean. */
    private boolean hasBaseline(Channel channel) {
        return channel.scale() == Channel.Scale.CONTINUOUS && (types.isEmpty() || types.contains(channel.type()));
    }
}
