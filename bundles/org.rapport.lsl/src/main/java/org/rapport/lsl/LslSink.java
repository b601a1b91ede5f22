package org.rapport.lsl;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.lsl4j.ChannelFormat;
import org.lsl4j.Element;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.rapport.api.node.Sink;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;

/** Streams what a node makes to the laboratory's network, with a full description of its channels. */
@Component(configurationPid = "rapport.sink.lsl", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Sink.class)
@Designate(ocd = LslSink.Settings.class, factory = true)
public final class LslSink implements Sink {

    @ObjectClassDefinition(name = "LSL sink", description = "Streams what a node makes as an LSL stream.")
    public @interface Settings {
        @AttributeDefinition(description = "The node whose stream goes out.")
        String inputs();

        @AttributeDefinition(description = "The name of the LSL stream.")
        String stream();

        @AttributeDefinition(description = "The content type of the LSL stream; left out, that of its channels.")
        String type() default "";
    }

    private final Network network;
    private final String name;
    private final String type;
    private final Map<StreamId, Sent> streams = new HashMap<>();

    /** A stream of the graph, and where its samples go. */
    private record Sent(StreamDescription description, Outlet outlet) {
    }

    @Activate
    public LslSink(Settings settings, @Reference Network network) {
        this.network = network;
        this.name = settings.stream();
        this.type = settings.type();
    }

    @Override
    public void accept(Block block) {
        Sent sent = streams.get(block.stream().id());
        if (sent == null || !sent.description().equals(block.stream())) {
            sent = open(block.stream(), sent == null ? name(block.stream().id()) : sent.outlet().info().name());
        }
        sent.outlet().pushChunk(block.values(), block.times());
    }

    /** A node may have several streams, as a wrist sensor's; those after the first get their own names added. */
    private String name(StreamId stream) {
        Set<String> taken = streams.values().stream().map(sent -> sent.outlet().info().name()).collect(Collectors.toSet());
        String free = name;
        for (int number = 1; taken.contains(free); number++) {
            free = name + " " + stream.name() + (number == 1 ? "" : " #" + number);
        }
        return free;
    }

    private Sent open(StreamDescription stream, String outgoing) {
        Sent former = streams.remove(stream.id());
        if (former != null) {
            former.outlet().close();
        }
        String content = type.isEmpty() ? stream.type().orElse("Features") : type;
        StreamInfo.Builder info = StreamInfo.builder(outgoing, content).nominalRate(stream.rate()).format(ChannelFormat.FLOAT32)
                .sourceId("rapport-" + outgoing).desc(description(stream));
        stream.channels().forEach(channel -> info.channel(stream.type().isPresent() ? channel.label() : channel.path(),
                channel.unit(), channel.type()));
        Sent sent = new Sent(stream, network.lsl().outlet(info.build()));
        streams.put(stream.id(), sent);
        return sent;
    }

    private static Element description(StreamDescription stream) {
        Element provenance = Element.of("provenance");
        for (String key : stream.provenance().keySet().stream().sorted().toList()) {
            provenance = provenance.with(key, stream.provenance().get(key));
        }
        String roles = String.join(" ", stream.channels().stream().map(Channel::role).distinct().map(role -> role.word())
                .toList());
        return Element.of("desc").with("manufacturer", "Rapport").with("role", roles).with(provenance);
    }

    @Deactivate
    public void close() {
        streams.values().forEach(sent -> sent.outlet().close());
        streams.clear();
    }
}
