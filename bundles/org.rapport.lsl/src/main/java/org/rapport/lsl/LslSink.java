package org.rapport.lsl;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.lsl4j.ChannelFormat;
import org.lsl4j.Element;
import org.lsl4j.LslClock;
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
import org.rapport.api.node.PolledSource;
import org.rapport.api.node.Sink;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams what a node makes to the laboratory's network, with a full description of its channels. */
@Component(configurationPid = "rapport.sink.lsl", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Sink.class,
        property = PolledSource.PROMPT + "=true")
@Designate(ocd = LslSink.Settings.class, factory = true)
public final class LslSink implements Sink {

    @ObjectClassDefinition(name = "LSL sink", description = "Sends a node's output as an LSL stream.")
    public @interface Settings {
        @AttributeDefinition(description = "The node whose output is sent.")
        String inputs();

        @AttributeDefinition(description = "The name of the LSL stream.")
        String stream();

        @AttributeDefinition(description = "The content type of the LSL stream; by default that of its channels.")
        String type() default "";
    }

    private static final Logger log = LoggerFactory.getLogger("lsl");
    /** Seconds from one look for others of the same source id to the next, and for which one must be there to be told. */
    private static final double LOOK_EVERY = 1;
    private static final double TOLD_AFTER = 3;
    private static final int MOST_OTHERS = 1000;

    private final LslNetwork network;
    private final String name;
    private final String type;
    private final String origin;
    private final Consumer<String> warn;
    private final News doubles = new News("further streams with a source id of this runtime are not reported");
    private final Map<StreamId, Sent> streams = new HashMap<>();

    /** When outlets of others with one of its source ids were seen first, by uid. */
    private final Map<String, Double> others = new HashMap<>();
    private final Set<String> own = new HashSet<>();
    /** Wants to know who is there, and no more of anybody. */
    private final Neighbours.Asker lookout = new Neighbours.Asker() {
        @Override
        public void described(Newcomers.Described one) {
            // asks for none
        }
    };
    private double nextLook;

    /** A stream of the graph, and where its samples go. */
    private record Sent(StreamDescription description, Outlet outlet) {
    }

    /** @param properties tell in which pipeline it is */
    @Activate
    public LslSink(Settings settings, Map<String, Object> properties, @Reference LslNetwork network) {
        this(settings.stream(), settings.type(), String.valueOf(properties.getOrDefault("rapport.pipeline", "")), network,
                log::warn);
    }

    /**
     * Sends nothing yet.
     *
     * @param pipeline of which it is a part: on one machine and in one network there may be several with such a stream
     * @param warn told what the user should look at
     */
    LslSink(String name, String type, String pipeline, LslNetwork network, Consumer<String> warn) {
        this.network = network;
        this.warn = warn;
        this.name = name;
        this.type = type;
        this.origin = "rapport-" + host() + (pipeline.isEmpty() ? "" : "-" + pipeline) + "-";
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // as LSL says of a machine without a name
        }
    }

    @Override
    public void accept(Block block) {
        Sent sent = streams.get(block.stream().id());
        if (sent == null || !sent.description().equals(block.stream())) {
            sent = open(block.stream(), sent == null ? name(block.stream().id()) : sent.outlet().info().name());
        }
        sent.outlet().pushChunk(block.values(), block.times());
        if (LslClock.now() >= nextLook) {
            nextLook = LslClock.now() + LOOK_EVERY;
            streams.values().forEach(this::lookForOthers);
        }
    }

    /** Two runtimes with one pipeline would send what no receiver could tell apart. */
    private void lookForOthers(Sent sent) {
        for (StreamInfo info : network.neighbours().present().streams()) {
            if (!info.sourceId().equals(sent.outlet().info().sourceId())) {
                continue;
            }
            double since = others.size() < MOST_OTHERS ? others.computeIfAbsent(info.uid(), uid -> LslClock.now())
                    : others.getOrDefault(info.uid(), LslClock.now());
            if (!own.contains(info.uid()) && LslClock.now() - since >= TOLD_AFTER) {
                doubles.of("stream \"" + info.name() + "\" is sent a second time with source id " + info.sourceId()
                        + ", by a program on " + info.hostname() + " (uid " + info.uid()
                        + "): receivers cannot tell the two apart; stop one of them, or give "
                        + "one another \"stream\" or pipeline name").ifPresent(warn);
            }
        }
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
                .sourceId(origin + outgoing).desc(description(stream));
        stream.channels().forEach(channel -> info.channel(stream.type().isPresent() ? channel.label() : channel.path(),
                channel.unit(), channel.type()));
        Outlet outlet = network.lsl().outlet(info.build());
        own.add(outlet.info().uid());
        network.neighbours().enter(lookout);
        Sent sent = new Sent(stream, outlet);
        streams.put(stream.id(), sent);
        return sent;
    }

    private static Element description(StreamDescription stream) {
        Element provenance = Element.of("provenance");
        for (Map.Entry<String, String> fact : stream.origin().toMap().entrySet()) {
            provenance = provenance.with(fact.getKey(), fact.getValue());
        }
        String roles = String.join(" ",
                stream.channels().stream().map(Channel::role).distinct().map(role -> role.word()).toList());
        return Element.of("desc").with("manufacturer", "Rapport").with("role", roles).with(provenance);
    }

    @Deactivate
    public void close() {
        network.neighbours().leave(lookout);
        streams.values().forEach(sent -> sent.outlet().close());
        streams.clear();
    }
}
