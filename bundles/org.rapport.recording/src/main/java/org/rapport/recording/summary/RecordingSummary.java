package org.rapport.recording.summary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rapport.api.recording.RecordingView;
import org.rapport.json.Shown;
import org.rapport.recording.session.Journal;
import org.rapport.recording.session.RecordingFiles;
import org.rapport.recording.session.StreamFacts;
import org.rapport.recording.session.StreamTitles;
import org.rapport.recording.summary.States.Event;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;
import org.rapport.xdf.XdfValues;
import org.rapport.xdf.XdfVisitor;

/** What is in a recording and how good it is, found in two passes that need little memory. Times on the recorder's clock. */
public final class RecordingSummary implements XdfVisitor {
    private final Survey survey;
    private final Map<Integer, StreamSummary> streams = new LinkedHashMap<>();
    private final States states = new States();
    private final Map<Integer, StreamFacts> facts = new LinkedHashMap<>();
    private List<String> warnings = List.of();
    private Set<StreamSummary> together = Set.of();
    private StreamTitles titles = StreamTitles.of(facts);

    private RecordingSummary(Survey survey) {
        this.survey = survey;
    }

    /** @throws IOException if it cannot be read or is no recording */
    static RecordingSummary of(Path recording) throws IOException {
        RecordingSummary summary;
        if (RecordingFiles.isXdf(recording)) {
            summary = new RecordingSummary(Survey.of(recording));
            summary.warnings = XdfReader.read(recording, summary);
        } else {
            XdfFile file = RecordingFiles.read(recording);
            summary = new RecordingSummary(Survey.of(file));
            summary.take(file);
        }
        summary.end();
        return summary;
    }

    private void take(XdfFile file) {
        for (XdfStream stream : file.streams()) {
            stream(stream.id(), stream.header(), survey.stream(stream.id()).header());
            samples(stream.id(), stream.times(), stream.values());
        }
        warnings = file.warnings();
    }

    /**
     * For a second pass that somebody else makes.
     *
     * @param survey of the first
     */
    public static RecordingSummary begin(Survey survey) {
        return new RecordingSummary(survey);
    }

    /** Says that nothing follows. */
    public void end() {
        streams.values().forEach(StreamSummary::end);
        together = Together.of(streams.values());
        titles = StreamTitles.of(facts);
        states.end(last(), this::title);
    }

    /** That of the stream which an event is about; before a stream had samples, its name. */
    private String title(Event event) {
        return facts.entrySet().stream().filter(one -> one.getValue().name().equals(event.stream()))
                .filter(one -> one.getValue().node().filter(event.node()::equals).isPresent()).map(one -> titles.of(one.getKey()))
                .findFirst().orElse(event.stream());
    }

    @Override
    public void stream(int id, String xml, StreamHeader header) {
        streams.put(id, new StreamSummary(id, survey.stream(id)));
        facts.put(id, StreamFacts.of(xml));
    }

    @Override
    public void samples(int id, double[] times, XdfValues values) {
        StreamSummary stream = streams.get(id);
        stream.add(times, values);
        StreamHeader header = stream.header();
        if (header.name().equals(Journal.STATES) && header.format() == XdfFormat.STRING) {
            List<String> news = Journal.news(values.strings(), header.channelCount());
            for (int i = 0; i < times.length; i++) {
                states.add(Event.parse(times[i], news.get(i)));
            }
        }
    }

    /** In the order of the file. */
    Collection<StreamSummary> streams() {
        return streams.values();
    }

    /** What people call a stream; unique in the recording. */
    String title(StreamSummary stream) {
        return Shown.line(titles.of(stream.id()));
    }

    /** The same, by its number in the file. */
    public String title(int id) {
        return title(streams.get(id));
    }

    /** The header of a stream, by its number in the file. */
    public String xml(int id) {
        return streams.get(id).xml();
    }

    /** Whether the times of a stream can be put beside those of the others, by its number in the file. */
    public boolean isTogether(int id) {
        return isTogether(streams.get(id));
    }

    /** The changes of states, in order; the first ten thousand. */
    public List<RecordingView.Event> events() {
        return states.events().stream()
                .map(one -> new RecordingView.Event(one.time(), one.state(), states.title(one), one.reason())).toList();
    }

    /** How many more changes of states there are. */
    public long furtherEvents() {
        return states.beyond();
    }

    /** Whether its times can be put beside those of the other streams. */
    boolean isTogether(StreamSummary stream) {
        return stream.samples() == stream.unstamped() || together.contains(stream);
    }

    States states() {
        return states;
    }

    /** What is damaged or missing, one line each. */
    List<String> warnings() {
        return warnings;
    }

    /** The earliest time of a sample or of a state that was told, NaN if there is none. */
    double start() {
        return together.stream().mapToDouble(StreamSummary::earliest).min().orElse(Double.NaN);
    }

    /** The earliest time of a sample of anybody but the recorder itself, NaN if there is none. */
    public double first() {
        return recorded().stream().mapToDouble(StreamSummary::earliest).min().orElse(Double.NaN);
    }

    /** The latest time of such a sample, NaN if there is none. */
    public double last() {
        return recorded().stream().mapToDouble(stream -> stream.earliest() + stream.duration()).max().orElse(Double.NaN);
    }

    /** States that were told before it began are in a recording as well, and make it no longer. */
    private Collection<StreamSummary> recorded() {
        List<StreamSummary> others = together.stream().filter(stream -> !stream.isOwn()).toList();
        return others.isEmpty() ? together : others;
    }

    /** From the first sample to the last; 0 if there is none. */
    double seconds() {
        return together.isEmpty() ? 0 : last() - first();
    }
}
