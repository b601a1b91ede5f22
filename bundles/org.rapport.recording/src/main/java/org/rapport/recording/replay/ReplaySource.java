package org.rapport.recording.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.Output;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.home.Home;
import org.rapport.api.node.Source;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Clock;
import org.rapport.api.signal.DeviceTime;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.recording.session.RecordedSession;
import org.rapport.recording.session.RecordedSignal;

/**
 * Plays the devices of a recording as if they were here now: all times are moved by the same amount, to where the first of
 * them is the present.
 */
@Component(configurationPid = "rapport.source.replay", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class,
        property = "rapport.node.description=Plays the devices of a recording as if they were here now.")
@Designate(ocd = ReplaySource.Settings.class, factory = true)
public final class ReplaySource implements Source {
    /** The node types whose rules say what a stream means that another program recorded. */
    private static final List<String> SOURCE_TYPES = List.of("rapport.source.gaze", "rapport.source.face",
            "rapport.source.physio", "rapport.source.audio", "rapport.source.label");

    private static final Set<String> WORDS = Set.of(Role.EMITTER.word(), Role.RECEIVER.word());

    @ObjectClassDefinition(name = "Replay", description = "Plays the devices of a recording as if they were here now.")
    public @interface Settings {
        @AttributeDefinition(description = "The recording: an XDF file, a folder of tables, or an export of a device; relative "
                + "to the distribution's folder.")
        String file();

        @AttributeDefinition(min = "0.01", max = "100",
                description = "How many times as fast as it was recorded, from 0.01 to 100. If the graph is too slow, blocks "
                        + "are lost and counted.")
        double speed() default 1;

        @AttributeDefinition(description = "Whose the streams of other programs are that do not say so themselves (desc/role).",
                options = {@org.osgi.service.metatype.annotations.Option("emitter"),
                        @org.osgi.service.metatype.annotations.Option("receiver")})
        String role() default "receiver";

        @AttributeDefinition(description = "The names of the streams to play, as Shimmer or, where several "
                + "have one name, Shimmer (wrist); none for all that devices sent.")
        String[] streams() default {};
    }

    private final Path file;
    private final double speed;
    private final String role;
    private final Set<String> chosen;
    private final StreamMapping mapping;
    private final Clock clock;
    /** A stream keeps one object as long as nothing changes. */
    private final Map<StreamDescription, StreamDescription> descriptions = new HashMap<>();

    @Activate
    public ReplaySource(Settings settings, @Reference Home home, @Reference StreamMapping mapping, @Reference Clock clock) {
        this(home.folder().resolve(settings.file()), settings.speed(), settings.role(), Set.of(settings.streams()), mapping,
                clock);
    }

    ReplaySource(Path file, double speed, String role, Set<String> chosen, StreamMapping mapping, Clock clock) {
        this.file = file;
        this.speed = speed;
        this.role = role;
        this.chosen = chosen;
        this.mapping = mapping;
        this.clock = clock;
    }

    @Override
    public void run(Output output) throws InterruptedException {
        List<RecordedSignal> signals;
        try {
            signals = signals(RecordedSession.read(file));
        } catch (IOException | IllegalArgumentException e) {
            output.send(new StreamStatus(output.node(), State.REFUSED, clock.now(), e.getMessage()));
            return;
        }
        if (signals.isEmpty()) {
            output.send(new StreamStatus(output.node(), State.REFUSED, clock.now(), file + ": has no stream that can be played"));
            return;
        }
        play(signals, output);
    }

    private List<RecordedSignal> signals(RecordedSession session) {
        Stream<RecordedSignal> known = session.deviceSignals().stream().filter(signal -> isChosen(id(signal.signal())));
        Stream<RecordedSignal> foreign = Arrays.stream(Role.values()).flatMap(person -> foreign(session, person).stream());
        return Stream.concat(known, foreign).sorted().toList();
    }

    /** What other programs recorded of a person: whose a stream is, it says itself (desc/role), or else the setting. */
    private List<RecordedSignal> foreign(RecordedSession session, Role person) {
        List<PlannedNode> readers = SOURCE_TYPES.stream()
                .map(type -> new PlannedNode(type, type, Map.of("role", person.word()), List.of())).toList();
        return session.foreignSignals(readers, mapping,
                (facts, title) -> facts.role().filter(WORDS::contains).orElse(role).equals(person.word())
                        && (chosen.isEmpty() || chosen.contains(facts.name()) || chosen.contains(title)));
    }

    private boolean isChosen(StreamId id) {
        return chosen.isEmpty() || chosen.contains(id.name()) || chosen.contains(id.toString());
    }

    private static StreamId id(Signal signal) {
        return signal instanceof Block block ? block.stream().id() : ((Marker) signal).stream();
    }

    private void play(List<RecordedSignal> signals, Output output) throws InterruptedException {
        Map<StreamId, StreamId> ids = ids(signals, output.node());
        double begin = signals.get(0).arrived();
        double now = clock.now();
        Set<StreamId> live = new LinkedHashSet<>();
        for (RecordedSignal signal : signals) {
            pauseUntil(now + (signal.arrived() - begin) / speed);
            StreamId id = ids.get(id(signal.signal()));
            if (live.add(id)) {
                output.send(
                        new StreamStatus(id, State.LIVE, now + signal.arrived() - begin, "plays it from " + file.getFileName()));
            }
            output.send(moved(signal.signal(), id, now - begin));
        }
        double end = now + signals.get(signals.size() - 1).arrived() - begin;
        live.forEach(stream -> output.send(new StreamStatus(stream, State.LOST, end, "the recording ends")));
    }

    /** All recorded streams come from this node now; those that had the same name and source id get numbers. */
    private static Map<StreamId, StreamId> ids(List<RecordedSignal> signals, String node) {
        Map<StreamId, StreamId> ids = new LinkedHashMap<>();
        Set<StreamId> taken = new HashSet<>();
        for (RecordedSignal signal : signals) {
            ids.computeIfAbsent(id(signal.signal()), recorded -> {
                StreamId id = StreamId.of(node, recorded.name(), recorded.sourceId());
                while (!taken.add(id)) {
                    id = id.withNumber(id.number() + 1);
                }
                return id;
            });
        }
        return ids;
    }

    private void pauseUntil(double time) throws InterruptedException {
        double left = time - clock.now();
        if (left > 0) {
            Thread.sleep((long) (left * 1000), (int) (left * 1e9 % 1e6));
        }
    }

    /** What was recorded, as it is sent now. */
    private Signal moved(Signal signal, StreamId id, double by) {
        if (signal instanceof Marker marker) {
            return new Marker(id, marker.time() + by, marker.values(), marker.format());
        }
        Block block = (Block) signal;
        double[] times = Arrays.stream(block.times()).map(time -> time + by).toArray();
        StreamDescription stream = descriptions.computeIfAbsent(block.stream(), recorded -> recorded.with(id));
        return new Block(stream, times, block.values(), block.arrived() + by,
                new DeviceTime(block.device().stamps(), block.device().correction() + by));
    }
}
