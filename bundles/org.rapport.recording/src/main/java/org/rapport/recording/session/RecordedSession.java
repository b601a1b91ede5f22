package org.rapport.recording.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
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
    private final XdfFile file;
    private final Map<Integer, RecordedStream> streams = new LinkedHashMap<>();
    private final List<State> states = new ArrayList<>();
    private final List<RecordedSignal> markers = new ArrayList<>();

    /**
     * A change of a state.
     *
     * @param stream the name of the stream
     * @param id which stream it is; recordings that were made before states told it have the name only
     * @param position its place among everything that came
     */
    record State(String stream, Optional<StreamId> id, StreamStatus.State state, double time, String reason, long position) {
        /** Empty for a text that is no state of a stream, but what the recorder tells of itself. */
        static Optional<State> of(String text, double time, long position) {
            try {
                JsonEntry state = JsonEntry.parse(Journal.STATES, text);
                String name = state.text("stream", "");
                StreamId told = new StreamId(state.text("node", ""), name, state.text("sourceId", ""),
                        (int) state.number("number").orElse(1));
                return Optional.of(new State(name, Optional.of(told).filter(one -> !one.node().isEmpty()),
                        StreamStatus.State.valueOf(state.text("state", "")), time, state.text("reason", ""), position));
            } catch (FileFault | IllegalArgumentException e) {
                return Optional.empty();
            }
        }
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
                if (MarkerFormat.isMarkers(stream.type(), false, 0) && HeaderReader.id(stream.header()).isEmpty()) {
                    addMarkers(stream, rows); // ratings may be sent as such too: a source that chooses it reads it
                }
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
        List<String> texts = Journal.news(stream.values().strings(), stream.channelCount());
        for (int i = 0; i < texts.size(); i++) {
            State.of(texts.get(i), stream.times()[i], i < rows.size() ? rows.get(i).position() : Long.MAX_VALUE)
                    .ifPresent(states::add);
        }
    }

    private void addMarkers(XdfStream stream, List<Journal.Row> rows) {
        if (Journal.isOwn(stream.name())) {
            return;
        }
        List<String> texts = stream.format() == XdfFormat.STRING ? Arrays.asList(stream.values().strings())
                : Arrays.stream(stream.values().doubles()).mapToObj(RecordedSession::number).toList();
        int channels = stream.channelCount();
        MarkerFormat format = new MarkerFormat(stream.type(), HeaderReader.labels(stream.header(), channels));
        StreamId id = HeaderReader.id(stream.header())
                .orElseGet(() -> new StreamId(stream.name(), stream.name(), StreamFacts.of(stream).sourceId(), stream.id()));
        double[] times = ClockModel.of(stream).times(stream.times());
        for (int i = 0; i < times.length; i++) {
            Marker marker = new Marker(id, times[i], texts.subList(i * channels, (i + 1) * channels), format);
            markers.add(
                    new RecordedSignal(id.node(), marker, times[i], i < rows.size() ? rows.get(i).position() : Long.MAX_VALUE));
        }
    }

    /** As a source of markers writes it. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    /** What is damaged or missing, one line each. */
    public List<String> warnings() {
        return file.warnings();
    }

    /** All streams with their samples' times on the recorder's clock. */
    public List<XdfStream> streams() {
        return file.streams().stream().map(stream -> streams.containsKey(stream.id()) ? streams.get(stream.id()).onCommonClock()
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

    /** The blocks that a node of the graph sent, in order. */
    public List<Block> blocks(String node) {
        return made(node).stream().map(RecordedSignal::signal).map(Block.class::cast).toList();
    }

    /** The same, as they came. */
    List<RecordedSignal> made(String node) {
        return streams.values().stream()
                .filter(one -> one.description().filter(known -> known.id().node().equals(node)).isPresent())
                .flatMap(one -> one.blocks(Optional.empty()).stream()).toList();
    }

    /**
     * What source nodes would send if the session took place again, in the order in which it came.
     *
     * @param sources the source nodes; a stream goes to the one that it came from, or else to all that would choose it
     * @param mapping how source nodes read streams which another program recorded
     * @throws IllegalArgumentException if a source would choose a stream, but cannot read it, or two that send the same at the
     *         same time; one line that says why
     */
    public List<RecordedSignal> signals(List<PlannedNode> sources, StreamMapping mapping) {
        return signals(List.of(this), sources, mapping);
    }

    /** The same of several recordings on one clock, as if they were one. */
    public static List<RecordedSignal> signals(List<RecordedSession> sessions, List<PlannedNode> sources, StreamMapping mapping) {
        SourceSignals signals = new SourceSignals(sources, mapping);
        sessions.forEach(one -> signals.add(one.streams.values(), one.states, one.markers, one.titles()));
        // the place of a signal is known among those of its own recording only
        return signals.all().stream()
                .sorted(sessions.size() == 1 ? Comparator.naturalOrder() : Comparator.comparingDouble(RecordedSignal::arrived))
                .toList();
    }

    /**
     * What source nodes would send of the streams that other programs recorded; see {@link #signals(List, StreamMapping)}.
     *
     * @param chosen whether a stream is to be sent, by what it says of itself and by its title
     */
    public List<RecordedSignal> foreignSignals(List<PlannedNode> sources, StreamMapping mapping,
            BiPredicate<StreamFacts, String> chosen) {
        SourceSignals signals = new SourceSignals(sources, mapping);
        StreamTitles titles = titles();
        signals.add(
                streams.values().stream().filter(stream -> stream.description().isEmpty())
                        .filter(stream -> chosen.test(stream.head().facts(), titles.of(stream.stream().id()))).toList(),
                List.of(), List.of(), titles);
        return signals.all().stream().sorted().toList();
    }

    /** What its streams are called where people see them. */
    public StreamTitles titles() {
        return StreamTitles.of(file.streams());
    }

    /** The markers, and the blocks of all devices that were recorded from a graph, in the order in which they came. */
    public List<RecordedSignal> deviceSignals() {
        List<RecordedSignal> signals = new ArrayList<>(markers);
        streams.values().stream().filter(stream -> stream.description().isPresent() && stream.head().isFromDevice())
                .forEach(stream -> signals.addAll(stream.blocks(Optional.empty())));
        Collections.sort(signals);
        return signals;
    }
}
