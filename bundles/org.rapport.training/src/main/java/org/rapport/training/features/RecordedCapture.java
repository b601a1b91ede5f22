package org.rapport.training.features;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.device.StreamMapping.MappedStream;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.recording.session.Journal;
import org.rapport.recording.session.RecordedSession;
import org.rapport.recording.session.RecordedSignal;
import org.rapport.recording.session.RecordingFiles;
import org.rapport.recording.session.StreamFacts;
import org.rapport.recording.session.StreamTitles;
import org.rapport.training.data.Capture;
import org.rapport.training.data.RecordingSource;
import org.rapport.training.study.StudyException;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfStream;

/** A capture with its samples in memory. */
public final class RecordedCapture {
    private final Capture capture;
    private final List<RecordedSession> recordings;
    private final ClockAhead clock;
    /** Of all streams, in their order. */
    private final Map<XdfStream, String> titles = new LinkedHashMap<>();

    private RecordedCapture(Capture capture, List<RecordedSession> recordings, ClockAhead clock) {
        this.capture = capture;
        this.recordings = recordings;
        this.clock = clock;
        for (RecordedSession recording : recordings) {
            StreamTitles unique = recording.titles();
            recording.streams().forEach(stream -> titles.put(clock.of(stream), unique.of(stream.id())));
        }
    }

    public static RecordedCapture read(Capture capture) throws IOException {
        return read(capture, ClockAhead.NONE);
    }

    /** As another clock would have stamped it. */
    static RecordedCapture read(Capture capture, ClockAhead clock) throws IOException {
        List<RecordedSession> recordings = new ArrayList<>();
        for (RecordingSource file : capture.files()) {
            recordings.add(file.description().isEmpty() ? RecordedSession.read(file.path())
                    : RecordedSession.read(file.path(), file.description()));
        }
        return new RecordedCapture(capture, recordings, clock);
    }

    public Capture capture() {
        return capture;
    }

    /** What is damaged or missing, one line each. */
    public List<String> warnings() {
        return recordings.stream().flatMap(recording -> recording.warnings().stream()).toList();
    }

    /** Tables that show several people, and so are nobody's as they are; one line each. */
    public List<String> crowds() throws IOException {
        List<String> crowds = new ArrayList<>();
        for (int i = 0; i < recordings.size(); i++) {
            RecordingSource file = capture.files().get(i);
            List<XdfStream> faces = recordings.get(i).streams();
            if (Files.isRegularFile(file.path()) && !RecordingFiles.isXdf(file.path()) && faces.size() > 1
                    && faces.stream().allMatch(stream -> stream.type().equals("Face"))) {
                crowds.add(file.path().getFileName() + " holds " + faces.size() + " faces, each a stream of its own; describe "
                        + "the table in study.json with \"face\": \"most frequent\" or \"where\": { \"face_id\": \"0\" }");
            }
        }
        return crowds;
    }

    /** All streams, on the recorder's clock. */
    public List<XdfStream> streams() {
        return titles.keySet().stream().toList();
    }

    /** The streams of numbers that devices sent. */
    public List<XdfStream> measured() {
        return streams().stream().filter(stream -> stream.format() != XdfFormat.STRING && !Journal.isOwn(stream.name())).toList();
    }

    /**
     * What source nodes would send, in the order in which it came.
     *
     * @throws StudyException if a source would send no samples, or a counter
     */
    List<RecordedSignal> signals(List<PlannedNode> sources, StreamMapping mapping) throws StudyException {
        List<RecordedSignal> signals;
        try {
            signals = RecordedSession.signals(recordings, sources, mapping).stream()
                    .map(signal -> new RecordedSignal(signal.source(), clock.of(signal.signal()),
                            signal.arrived() + clock.seconds(), signal.position()))
                    .toList();
        } catch (IllegalArgumentException e) { // two devices for one source
            throw new StudyException(capture + ": " + e.getMessage());
        }
        for (PlannedNode source : sources) {
            ChannelSurvey survey = new ChannelSurvey();
            signals.stream().filter(signal -> signal.source().equals(source.name())).map(RecordedSignal::signal)
                    .filter(Block.class::isInstance).map(Block.class::cast).forEach(survey::add);
            survey.requireNoCounter(capture + ": the source \"" + source.name() + "\"");
            if (signals.stream().noneMatch(signal -> signal.source().equals(source.name()) && signal.signal() instanceof Block)) {
                throw new StudyException(
                        capture + ": has no samples for the source \"" + source.name() + "\"; it has " + names());
            }
        }
        return signals;
    }

    /** The names of its streams, for messages. */
    String names() {
        return streams().stream().map(this::title).collect(Collectors.joining(", "));
    }

    /**
     * The one stream with this channel that a source would choose, whole. Of several, that is meant whose description says the
     * source's role.
     *
     * @param label of the channel; where no stream has it, a stream without it
     * @return empty if there is none
     * @throws StudyException if there are several
     */
    Optional<Block> whole(PlannedNode source, StreamMapping mapping, String label) throws StudyException {
        Map<XdfStream, MappedStream> chosen = matching(source, mapping, measured()); // a node's markers have its name too
        if (chosen.isEmpty()) {
            chosen = matching(source, mapping, streams()); // one of text says why it will not do
        }
        if (chosen.values().stream().anyMatch(mapped -> has(mapped, label))) {
            chosen.values().removeIf(mapped -> !has(mapped, label));
        }
        Map<XdfStream, MappedStream> said = new LinkedHashMap<>(chosen);
        said.keySet().removeIf(stream -> !StreamFacts.of(stream).role().equals(source.setting("role")));
        Map<XdfStream, MappedStream> meant = said.isEmpty() ? chosen : said;
        if (meant.size() > 1) {
            throw new StudyException(capture + ": several streams have the " + source.name() + " \"" + label + "\": "
                    + meant.keySet().stream().map(this::title).collect(Collectors.joining(", "))
                    + "; name one in \"labels\" of study.json, as \"dial/" + label
                    + "\", or let each say whose it is (desc/role)");
        }
        return meant.entrySet().stream().map(one -> Samples.of(one.getKey()).whole(one.getValue())).findFirst();
    }

    private static Map<XdfStream, MappedStream> matching(PlannedNode source, StreamMapping mapping, List<XdfStream> among) {
        Map<XdfStream, MappedStream> matching = new LinkedHashMap<>();
        among.forEach(stream -> mapping.map(source, stream.header()).ifPresent(mapped -> matching.put(stream, mapped)));
        return matching;
    }

    private static boolean has(MappedStream mapped, String label) {
        return mapped.description().channels().stream().map(Channel::label).anyMatch(label::equals);
    }

    /** A stream's name, unique in its recording. */
    public String title(XdfStream stream) {
        return titles.getOrDefault(stream, stream.name());
    }
}
