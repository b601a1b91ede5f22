package org.rapport.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rapport.api.recording.RecordingControl;
import org.rapport.api.recording.SessionDetails;

/** The recorders of all pipelines as one: they start, stop and get their markers together. */
@Component(service = Recorders.class)
public final class Recorders {
    private final Map<RecordingControl, Place> all = new LinkedHashMap<>();
    private final Watch watch;
    private final Troubles troubles;
    private SessionDetails details = SessionDetails.NONE;
    private double since = Double.NaN;

    /** Where a recorder stands. */
    private record Place(String pipeline, String node) {
    }

    /**
     * One recorder.
     *
     * @param file what it writes; empty if it does not record
     */
    record Recorder(String pipeline, String node, Optional<Path> file) {
    }

    @Activate
    public Recorders(@Reference Watch watch, @Reference Troubles troubles) {
        this.watch = watch;
        this.troubles = troubles;
        troubles.onNews(this::tell);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            target = "(&(rapport.node=*)(!(rapport.offline=*)))")
    synchronized void add(RecordingControl recorder, Map<String, Object> properties) {
        all.put(recorder,
                new Place(String.valueOf(properties.get("rapport.pipeline")), String.valueOf(properties.get("rapport.node"))));
    }

    synchronized void remove(RecordingControl recorder) {
        all.remove(recorder);
    }

    synchronized List<Recorder> all() {
        List<Recorder> found = new ArrayList<>();
        all.forEach((recorder, place) -> found.add(new Recorder(place.pipeline(), place.node(), recorder.recording())));
        return found;
    }

    /** Whether any of them records. */
    boolean isRecording() {
        return all().stream().anyMatch(one -> one.file().isPresent());
    }

    /** Whether a file is being written now. */
    boolean isWritten(Path file) {
        return all().stream().flatMap(one -> one.file().stream())
                .anyMatch(one -> one.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize()));
    }

    /** What was said at the last start. */
    synchronized SessionDetails details() {
        return details;
    }

    /** When the last start was, in seconds of the LSL clock; NaN before the first. */
    synchronized double since() {
        return since;
    }

    /** Starts those that do not record; returns what is being written. */
    List<Path> start(SessionDetails said) {
        List<RecordingControl> recorders;
        synchronized (this) {
            details = said;
            since = watch.now();
            recorders = List.copyOf(all.keySet());
        }
        List<Trouble> last = troubles.all().stream().filter(Trouble::lasts).toList();
        for (RecordingControl recorder : recorders) {
            boolean records = recorder.recording().isPresent();
            recorder.start(said);
            if (!records) { // a recording is to be understood by itself
                last.forEach(trouble -> tell(recorder, trouble));
            }
        }
        return files(recorders);
    }

    /** Puts a trouble that begins or ends into all recordings. */
    private void tell(Trouble trouble) {
        List<RecordingControl> recorders;
        synchronized (this) {
            recorders = List.copyOf(all.keySet());
        }
        recorders.forEach(recorder -> tell(recorder, trouble));
    }

    private static void tell(RecordingControl recorder, Trouble trouble) {
        boolean over = trouble.over() > trouble.first();
        recorder.trouble(over ? trouble.over() : trouble.first(), trouble.about(), trouble.kind(),
                over ? "over: " + trouble.text() : trouble.text());
    }

    /** Ends all recordings, in order, within a few seconds; returns what was written. */
    List<Path> stop() {
        List<RecordingControl> recorders;
        synchronized (this) {
            recorders = List.copyOf(all.keySet());
        }
        List<Path> files = files(recorders);
        recorders.forEach(RecordingControl::stop);
        return files;
    }

    /** Puts a marker into all recordings, and shows it; returns how many record. */
    int mark(String text) {
        double time = watch.now();
        List<RecordingControl> recorders;
        synchronized (this) {
            recorders = all.keySet().stream().filter(recorder -> recorder.recording().isPresent()).toList();
        }
        recorders.forEach(recorder -> recorder.mark(time, text));
        watch.mark(time, text);
        return recorders.size();
    }

    private static List<Path> files(List<RecordingControl> recorders) {
        return recorders.stream().map(RecordingControl::recording).flatMap(Optional::stream).toList();
    }
}
