package org.rapport.recording.summary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.Shown;
import org.rapport.recording.session.Journal;
import org.rapport.recording.session.RecordingFiles;
import org.rapport.recording.session.StreamFacts;
import org.rapport.recording.session.StreamTitles;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;
import org.rapport.xdf.XdfValues;
import org.rapport.xdf.XdfVisitor;


/** What is in a recording and how good it is, found in one pass that needs little memory. */
final class RecordingSummary implements XdfVisitor {
    private static final int MOST_EVENTS = 10_000;

    private final Map<Integer, StreamSummary> streams = new LinkedHashMap<>();
    private final Map<Integer, StreamFacts> facts = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private List<String> warnings = List.of();
    private long eventsBeyond;

    /**
     * A change of a stream's state, as the recorder kept it.
     *
     * @param stream its title
     * @param node that sent it, empty if that was not kept
     */
    record Event(double time, String stream, String node, String state, String reason) {
        /** The same under another name. */
        Event of(String title) {
            return new Event(time, title, node, state, reason);
        }

        static Event parse(double time, String text) {
            try {
                JsonEntry event = JsonEntry.parse("", text);
                return new Event(time, event.text("stream", ""), event.text("node", ""), event.text("state", ""),
                        event.text("reason", ""));
            } catch (FileFault e) {
                return new Event(time, "", "", "", Shown.line(text)); // another program's text
            }
        }
    }

    private RecordingSummary() {
    }

    /** @throws IOException if it cannot be read or is no recording */
    static RecordingSummary of(Path recording) throws IOException {
        RecordingSummary summary = new RecordingSummary();
        if (RecordingFiles.isXdf(recording)) {
            summary.warnings = XdfReader.read(recording, summary);
        } else {
            summary.take(RecordingFiles.read(recording));
        }
        summary.streams.values().forEach(StreamSummary::end);
        StreamTitles titles = StreamTitles.of(summary.facts);
        summary.streams.forEach((id, stream) -> stream.call(titles.of(id)));
        summary.events.replaceAll(event -> event.of(summary.title(event, titles)));
        return summary;
    }

    /** That of the stream which the event is about; before a stream had samples, its name. */
    private String title(Event event, StreamTitles titles) {
        return facts.entrySet().stream().filter(one -> one.getValue().name().equals(event.stream()))
                .filter(one -> one.getValue().node().filter(event.node()::equals).isPresent()).map(one -> titles.of(one.getKey()))
                .findFirst().orElse(event.stream());
    }

    private void take(XdfFile file) {
        for (XdfStream stream : file.streams()) {
            stream(stream.id(), stream.header(), new StreamHeader(stream.name(), stream.type(), stream.rate(),
                    stream.channelCount(), stream.format()));
            samples(stream.id(), stream.times(), stream.values());
        }
        warnings = file.warnings();
    }

    @Override
    public void stream(int id, String xml, StreamHeader header) {
        streams.put(id, new StreamSummary(header));
        facts.put(id, StreamFacts.of(xml));
    }

    @Override
    public void samples(int id, double[] times, XdfValues values) {
        StreamSummary stream = streams.get(id);
        stream.add(times, values);
        StreamHeader header = stream.header();
        if (header.name().equals(Journal.STATES) && header.format() == XdfFormat.STRING && header.channelCount() == 1) {
            addEvents(times, values.strings());
        }
    }

    private void addEvents(double[] times, String[] texts) {
        for (int i = 0; i < times.length; i++) {
            if (events.size() < MOST_EVENTS) {
                events.add(Event.parse(times[i], texts[i]));
            } else {
                eventsBeyond++;
            }
        }
    }

    @Override
    public void clockOffset(int id, ClockOffset offset) {
        streams.get(id).add(offset);
    }

    /** In the order of the file. */
    Collection<StreamSummary> streams() {
        return streams.values();
    }

    /** The first ten thousand. */
    List<Event> events() {
        return events;
    }

    /** How many more events there are. */
    long eventsBeyond() {
        return eventsBeyond;
    }

    /** What is damaged or missing, one line each. */
    List<String> warnings() {
        return warnings;
    }

    /** The earliest time of a sample or an event, NaN if there is none. */
    double start() {
        double earliest = streams.values().stream().mapToDouble(StreamSummary::first)
                .filter(time -> !Double.isNaN(time)).min().orElse(Double.NaN);
        return events.stream().mapToDouble(Event::time).reduce(earliest, (a, b) -> Double.isNaN(a) ? b : Math.min(a, b));
    }
}
