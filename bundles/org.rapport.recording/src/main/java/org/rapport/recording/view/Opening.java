package org.rapport.recording.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.rapport.api.recording.RecordingView.Event;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.recording.session.Journal;
import org.rapport.recording.summary.RecordingSummary;
import org.rapport.recording.summary.Survey;
import org.rapport.xdf.ClockModel;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfParts;
import org.rapport.xdf.XdfValues;
import org.rapport.xdf.XdfVisitor;

/** Two passes through a recording: the first tells how clocks went and where its parts begin, the second what is where. */
final class Opening implements XdfVisitor {
    /** Short times of all channels together that overviews have, and that one of them has. */
    private static final int CELLS = 1 << 22;
    private static final int MOST_MOMENTS = 1 << 15;
    private static final int LEAST_MOMENTS = 64;
    /** Seconds of the first short times. */
    private static final double LENGTH = 0.001;
    private static final int MOST_EVENTS = 10_000;
    private static final int LONGEST_TEXT = 500;

    private final XdfParts parts;
    private final Survey survey;
    private final RecordingSummary summary;
    private final Map<Integer, Track> tracks = new LinkedHashMap<>();
    private final Map<Integer, ClockModel.Walk> markerClocks = new HashMap<>();
    private final List<Marked> marked = new ArrayList<>();
    private final List<Event> troubles = new ArrayList<>();
    private int moments;
    private int part;
    private long furtherMarkers;

    /** A marker before streams have titles. */
    private record Marked(int stream, double time, String text) {
    }

    /** What tells whether a state is told twice. */
    private record Moment(double time, String kind) {
        static Moment of(Event event) {
            return new Moment(event.time(), event.kind());
        }
    }

    private Opening(XdfParts parts, Survey survey) {
        this.parts = parts;
        this.survey = survey;
        this.summary = RecordingSummary.begin(survey);
    }

    static OpenRecording open(Path file, DoubleConsumer progress) throws IOException {
        Survey survey = new Survey();
        XdfParts parts = XdfParts.of(file, survey, share -> progress.accept(share / 2));
        try {
            return new Opening(parts, survey).look(progress);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private OpenRecording look(DoubleConsumer progress) throws IOException {
        long channels = survey.streams().stream().map(Survey.Found::header).filter(Opening::isDrawn)
                .mapToLong(StreamHeader::channelCount).sum();
        moments = (int) Math.min(MOST_MOMENTS, CELLS / Math.max(1, channels));
        for (part = 0; part < parts.count(); part++) {
            parts.read(part, id -> true, this);
            progress.accept(0.5 + 0.5 * (part + 1) / parts.count());
        }
        summary.end();
        List<Event> events = new ArrayList<>(summary.events());
        marked.forEach(one -> events.add(new Event(one.time(), "MARKER", summary.title(one.stream()), one.text())));
        Set<Moment> told = events.stream().map(Moment::of).collect(Collectors.toSet());
        troubles.stream().filter(one -> !told.contains(Moment.of(one))).forEach(events::add);
        events.sort(Comparator.comparingDouble(Event::time));
        long further = furtherMarkers + summary.furtherEvents() + Math.max(0, events.size() - MOST_EVENTS);
        return new OpenRecording(parts, tracks, summary, events.subList(0, Math.min(MOST_EVENTS, events.size())), further);
    }

    private static boolean isDrawn(StreamHeader header) {
        return header.format() != XdfFormat.STRING && !Journal.isOwn(header.name());
    }

    @Override
    public void stream(int id, String xml, StreamHeader header) {
        summary.stream(id, xml, header);
        if (isDrawn(header)) {
            tracks.put(id, new Track(survey.stream(id), moments < LEAST_MOMENTS ? Optional.empty()
                    : Optional.of(Envelope.growing(header.channelCount(), moments, LENGTH))));
        }
        if (!Journal.isOwn(header.name())
                && MarkerFormat.isMarkers(header.type(), header.format() == XdfFormat.STRING, header.rate())) {
            markerClocks.put(id, survey.stream(id).clock().walk());
        }
    }

    @Override
    public void samples(int id, double[] stamps, XdfValues values) {
        summary.samples(id, stamps, values);
        if (tracks.containsKey(id)) {
            tracks.get(id).add(part, stamps, values.floats());
        }
        StreamHeader header = survey.stream(id).header();
        if (header.name().equals(Journal.TROUBLES) && header.format() == XdfFormat.STRING
                && header.channelCount() == Journal.TROUBLES_FORMAT.labels().size()) {
            trouble(stamps, values.strings(), header.channelCount());
        }
        if (markerClocks.containsKey(id)) {
            mark(id, markerClocks.get(id).times(stamps), values);
        }
    }

    /** Times are the recorder's own. */
    private void trouble(double[] times, String[] texts, int width) {
        for (int i = 0; i < times.length && troubles.size() < MOST_EVENTS; i++) {
            String kind = texts[i * width + 1] + (texts[i * width + 2].startsWith("over: ") ? " over" : "");
            troubles.add(new Event(times[i], kind, texts[i * width], texts[i * width + 2]));
        }
    }

    private void mark(int id, double[] times, XdfValues values) {
        StreamHeader header = survey.stream(id).header();
        int width = header.channelCount();
        for (int i = 0; i < times.length; i++) {
            if (marked.size() >= MOST_EVENTS || Double.isNaN(times[i])) {
                furtherMarkers++;
                continue;
            }
            String text = header.format() == XdfFormat.STRING ? Arrays.stream(values.strings(), i * width, (i + 1) * width)
                    .filter(one -> !one.isEmpty()).collect(Collectors.joining(" ")) : numbers(values.doubles(), i * width, width);
            marked.add(new Marked(id, times[i], text.substring(0, Math.min(LONGEST_TEXT, text.length()))));
        }
    }

    private static String numbers(double[] values, int at, int width) {
        return IntStream.range(at, at + Math.min(width, LONGEST_TEXT))
                .mapToObj(i -> values[i] == Math.rint(values[i]) ? String.valueOf((long) values[i]) : String.valueOf(values[i]))
                .collect(Collectors.joining(" "));
    }
}
