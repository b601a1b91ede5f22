package org.rapport.lsl;

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
    private StreamDescription sent;
    private Outlet outlet;

    @Activate
    public LslSink(Settings settings, @Reference Network network) {
        this.network = network;
        this.name = settings.stream();
        this.type = settings.type();
    }

    @Override
    public void accept(Block block) {
        if (!block.stream().equals(sent)) {
            open(block.stream());
        }
        outlet.pushChunk(block.values(), block.times());
    }

    private void open(StreamDescription stream) {
        close();
        String content = type.isEmpty() ? stream.type().orElse("Features") : type;
        StreamInfo.Builder info = StreamInfo.builder(name, content).nominalRate(stream.rate()).format(ChannelFormat.FLOAT32)
                .sourceId("rapport-" + name).desc(description(stream));
        stream.channels().forEach(channel -> info.channel(stream.type().isPresent() ? channel.label() : channel.path(),
                channel.unit(), channel.type()));
        outlet = network.lsl().outlet(info.build());
        sent = stream;
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
        if (outlet != null) {
            outlet.close();
            outlet = null;
            sent = null;
        }
    }
}
