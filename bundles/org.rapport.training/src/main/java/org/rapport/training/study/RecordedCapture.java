package org.rapport.training.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.rapport.api.node.PlannedNode;
import org.rapport.api.node.StreamMapping;
import org.rapport.api.signal.Block;
import org.rapport.recording.session.Journal;
import org.rapport.recording.session.RecordedSession;
import org.rapport.recording.session.RecordedSignal;
import org.rapport.training.data.Capture;
import org.rapport.training.data.RecordingFile;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfStream;

/** A capture with its samples in memory. */
final class RecordedCapture {
    private final Capture capture;
    private final List<RecordedSession> recordings;

    private RecordedCapture(Capture capture, List<RecordedSession> recordings) {
        this.capture = capture;
        this.recordings = recordings;
    }

    static RecordedCapture read(Capture capture) throws IOException {
        List<RecordedSession> recordings = new ArrayList<>();
        for (RecordingFile file : capture.files()) {
            recordings.add(file.description().isEmpty() ? RecordedSession.read(file.path())
                    : RecordedSession.read(file.path(), file.description()));
        }
        return new RecordedCapture(capture, recordings);
    }

    Capture capture() {
        return capture;
    }

    /** What is damaged or missing, one line each. */
    List<String> warnings() {
        return recordings.stream().flatMap(recording -> recording.warnings().stream()).toList();
    }

    /** All streams, on the recorder's clock. */
    List<XdfStream> streams() {
        return recordings.stream().flatMap(recording -> recording.streams().stream()).toList();
    }

    /** The streams of numbers that devices sent. */
    List<XdfStream> measured() {
        return streams().stream().filter(stream -> stream.format() != XdfFormat.STRING && !Journal.isOwn(stream.name())).toList();
    }

    /**
     * What source nodes would send, in the order in which it came.
     *
     * @throws StudyException if a source would send no samples
     */
    List<RecordedSignal> signals(List<PlannedNode> sources, StreamMapping mapping) throws StudyException {
        List<RecordedSignal> signals = recordings.size() == 1 ? recordings.get(0).signals(sources, mapping)
                : recordings.stream().flatMap(recording -> recording.signals(sources, mapping).stream())
                        .sorted(Comparator.comparingDouble(RecordedSignal::arrived)).toList();
        for (PlannedNode source : sources) {
            if (signals.stream().noneMatch(signal -> signal.source().equals(source.name()) && signal.signal() instanceof Block)) {
                throw new StudyException(capture + ": has no samples for the source \"" + source.name() + "\"; it has "
                        + names());
            }
        }
        return signals;
    }

    /** The names of its streams, for messages. */
    String names() {
        return streams().stream().map(XdfStream::name).collect(Collectors.joining(", "));
    }

    /** The first stream that a source would choose, whole. */
    Optional<Block> whole(PlannedNode source, StreamMapping mapping) {
        return streams().stream()
                .flatMap(stream -> mapping.map(source, stream.header()).map(mapped -> Samples.of(stream).whole(mapped)).stream())
                .findFirst();
    }
}
