package org.rapport.recording.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.api.node.PlannedNode;
import org.rapport.api.node.StreamMapping;
import org.rapport.api.node.StreamMapping.MappedStream;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.xdf.ClockModel;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfStream;


/**
 * A recorded session as its source nodes would send it again. A file of Rapport's recorder gives exactly the blocks of the
 * session in the order in which they came; any other, samples in order of their times.
 */
public final class RecordedSession {
    /** The setting of a stream's provenance that names the source node which sent it. */
    public static final String SOURCE = "source";

    private static final String MARKER_SOURCE = "rapport.source.markers";

    private final XdfFile file;
    private final Map<Integer, RecordedStream> streams = new LinkedHashMap<>();
    private final List<State> states = new ArrayList<>();
    private final List<RecordedSignal> markers = new ArrayList<>();

    /** A change of a state and its place among everything that came. */
    private record State(StreamStatus status, long position) {
    }

    private RecordedSession(XdfFile file) {
        this.file = file;
        Map<Integer, List<Journal.Row>> journal = journal();
        for (XdfStream stream : file.streams()) {
            List<Journal.Row> rows = journal.getOrDefault(stream.id(), List.of());
            if (stream.name().equals(Journal.STATES) && stream.format() == XdfFormat.STRING) {
                addStates(stream, rows);
            } else if (stream.format() == XdfFormat.STRING) {
                addMarkers(stream, rows);
            } else if (!stream.name().equals(Journal.NAME)) {
                streams.put(stream.id(), RecordedStream.of(stream, rows));
            }
        }
    }

    /**
     * Reads a recording: anything that {@link RecordingFiles#read} knows.
     *
     * @throws IOException if it cannot be read; one line that says why
     */
    public static RecordedSession read(Path recording) throws IOException {
        return new RecordedSession(RecordingFiles.read(recording));
    }

    /**
     * Reads one table as a recording.
     *
     * @param description what its columns mean; see {@link RecordingFiles#read(Path, String)}
     * @throws IOException if it cannot be read; one line that says why
     */
    public static RecordedSession read(Path table, String description) throws IOException {
        return new RecordedSession(RecordingFiles.read(table, description));
    }

    private Map<Integer, List<Journal.Row>> journal() {
        Map<Integer, List<Journal.Row>> rows = new HashMap<>();
        for (XdfStream stream : file.streams()) {
            if (stream.name().equals(Journal.NAME) && stream.channelCount() == Journal.COLUMNS) {
                double[] values = stream.values().doubles();
                for (int i = 0; i < stream.samples(); i++) {
                    Journal.Row row = Journal.Row.of(i, stream.times()[i], values);
                    rows.computeIfAbsent(row.stream(), id -> new ArrayList<>()).add(row);
                }
            }
        }
        return rows;
    }

    private void addStates(XdfStream stream, List<Journal.Row> rows) {
        String[] texts = stream.values().strings();
        for (int i = 0; i < texts.length; i++) {
            try {
                JsonEntry state = JsonEntry.parse(stream.name(), texts[i]);
                StreamStatus status = new StreamStatus(state.text("stream", ""),
                        StreamStatus.State.valueOf(state.text("state", "")), stream.times()[i],
                        state.text("reason", ""));
                states.add(new State(status, i < rows.size() ? rows.get(i).position() : Long.MAX_VALUE));
            } catch (FileFault | IllegalArgumentException e) {
                continue; // not a state of a stream, but what the recorder tells of itself
            }
        }
    }

    private void addMarkers(XdfStream stream, List<Journal.Row> rows) {
        if (Journal.isOwn(stream.name())) {
            return;
        }
        String[] texts = stream.values().strings();
        double[] times = ClockModel.of(stream).times(stream.times());
        for (int i = 0; i < times.length; i++) { // of several channels, the first is what happened
            Marker marker = new Marker(stream.name(), times[i], texts[i * stream.channelCount()]);
            markers.add(new RecordedSignal(stream.name(), marker, times[i], i < rows.size() ? rows.get(i).position()
                    : Long.MAX_VALUE));
        }
    }

    /** What is damaged or missing, one line each. */
    public List<String> warnings() {
        return file.warnings();
    }

    /** All streams with their samples' times on the recorder's clock. */
    public List<XdfStream> streams() {
        return file.streams().stream()
                .map(stream -> streams.containsKey(stream.id()) ? streams.get(stream.id()).onCommonClock()
                        : stream.withTimes(ClockModel.of(stream).times(stream.times()))).toList();
    }

    /** The same as one file. */
    public XdfFile onCommonClock() {
        return new XdfFile(file.header(), streams(), file.warnings());
    }

    /** The streams that were recorded from a graph, as it described them. */
    public List<StreamDescription> descriptions() {
        return streams.values().stream().map(RecordedStream::description).flatMap(Optional::stream).toList();
    }

    /** The blocks of the streams of that name that were recorded from a graph, in order. */
    public List<Block> blocks(String name) {
        return streams.values().stream().filter(one -> one.description().isPresent() && one.stream().name().equals(name))
                .flatMap(one -> one.blocks(Optional.empty()).stream()).map(RecordedSignal::signal).map(Block.class::cast)
                .toList();
    }

    /**
     * What source nodes would send if the session took place again, in the order in which it came.
     *
     * @param sources the source nodes; a stream goes to the one that it came from, or else to all that would choose it
     * @param mapping how source nodes read streams which another program recorded
     * @throws IllegalArgumentException if a source would choose a stream, but cannot read it; one line that says why
     */
    public List<RecordedSignal> signals(List<PlannedNode> sources, StreamMapping mapping) {
        List<RecordedSignal> signals = new ArrayList<>();
        Map<String, String> senders = new HashMap<>();
        sources.forEach(source -> senders.put(source.name(), source.name()));
        for (RecordedStream stream : streams.values()) {
            Optional<String> sender = sender(stream, sources);
            if (sender.isPresent()) {
                senders.put(stream.stream().name(), sender.get());
                add(signals, sender.get(), stream, Optional.empty());
            } else if (isFromDevice(stream)) {
                for (PlannedNode source : sources) {
                    Optional<MappedStream> mapped = mapping.map(source, stream.stream().header());
                    if (mapped.isPresent()) {
                        senders.put(stream.stream().name(), source.name());
                        add(signals, source.name(), stream, mapped);
                    }
                }
            }
        }
        for (State state : states) {
            String sender = senders.get(state.status().stream());
            if (sender != null) {
                signals.add(new RecordedSignal(sender, state.status(), state.status().time(), state.position()));
            }
        }
        sources.stream().filter(source -> source.type().equals(MARKER_SOURCE))
                .forEach(source -> markers.forEach(marker -> signals.add(marker.from(source.name()))));
        Collections.sort(signals);
        return signals;
    }

    /** The markers, and the blocks of all devices that were recorded from a graph, in the order in which they came. */
    public List<RecordedSignal> deviceSignals() {
        List<RecordedSignal> signals = new ArrayList<>(markers);
        streams.values().stream().filter(stream -> stream.description().isPresent() && isFromDevice(stream))
                .forEach(stream -> add(signals, stream.stream().name(), stream, Optional.empty()));
        Collections.sort(signals);
        return signals;
    }

    private static void add(List<RecordedSignal> signals, String source, RecordedStream stream, Optional<MappedStream> mapping) {
        stream.blocks(mapping).forEach(block -> signals.add(block.from(source)));
    }

    /** What a node made tells the type of that node. */
    private static boolean isFromDevice(RecordedStream stream) {
        return stream.description().isEmpty() || !stream.description().get().provenance().containsKey("node");
    }

    private static Optional<String> sender(RecordedStream stream, List<PlannedNode> sources) {
        return stream.description().flatMap(description -> sources.stream()
                .filter(source -> source.name().equals(description.provenance().get(SOURCE)))
                .filter(source -> source.setting("role").map(Role::of).equals(description.role()))
                .map(PlannedNode::name).findFirst());
    }
}
