package org.rapport.recording.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.rapport.api.recording.RecordingView;
import org.rapport.recording.session.RecordedColumns;
import org.rapport.recording.session.StreamFacts;
import org.rapport.recording.summary.RecordingSummary;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfParts;
import org.rapport.xdf.XdfValues;
import org.rapport.xdf.XdfVisitor;

/** A recording of which everything but the samples is in memory: those are read from the file when somebody looks at them. */
final class OpenRecording implements RecordingView {
    /** Of a stretch that takes more reading, the overview is shown. */
    private static final long MOST_BYTES = 64L << 20;
    /** Values of one answer, and moments. */
    private static final int MOST_VALUES = 1 << 21;
    private static final int MOST_MOMENTS = 20_000;

    private final XdfParts parts;
    private final Map<Integer, Track> tracks;
    private final RecordingSummary summary;
    private final List<Stream> streams = new ArrayList<>();
    private final List<Event> events;
    private final long furtherEvents;
    private boolean closed;

    OpenRecording(XdfParts parts, Map<Integer, Track> tracks, RecordingSummary summary, List<Event> events, long furtherEvents) {
        this.parts = parts;
        this.tracks = tracks;
        this.summary = summary;
        this.events = List.copyOf(events);
        this.furtherEvents = furtherEvents;
        tracks.forEach((id, track) -> streams.add(described(id, track.header())));
    }

    private Stream described(int id, StreamHeader header) {
        String xml = summary.xml(id);
        StreamFacts facts = StreamFacts.of(xml);
        return new Stream(id, summary.title(id), facts.node().orElse(""), RecordedColumns.isMade(xml), header.type(),
                facts.sourceId(), header.rate(), summary.isTogether(id), RecordedColumns.of(xml, header));
    }

    @Override
    public double start() {
        return summary.first();
    }

    @Override
    public double end() {
        return summary.last();
    }

    @Override
    public List<Stream> streams() {
        return List.copyOf(streams);
    }

    @Override
    public List<Event> events() {
        return events;
    }

    @Override
    public long furtherEvents() {
        return furtherEvents;
    }

    @Override
    public List<String> warnings() {
        return parts.warnings();
    }

    /** Some channels that are read from the file. */
    private record Gathering(Wanted wanted, Track track, Envelope envelope) {
        void take(double[] times, float[] values) {
            int width = track.header().channelCount();
            for (int i = 0; i < times.length; i++) {
                envelope.add(times[i], values, i * width + wanted.first());
            }
        }
    }

    @Override
    public synchronized List<Samples> samples(List<Wanted> wanted, double from, double to, int moments) throws IOException {
        if (closed) {
            throw new IOException("the recording is closed");
        }
        List<Wanted> there = wanted.stream().filter(this::isThere).toList();
        int channels = Math.max(1, there.stream().mapToInt(Wanted::count).sum());
        int divided = Math.max(1, Math.min(Math.min(moments, MOST_MOMENTS), MOST_VALUES / channels));
        TreeSet<Integer> touched = new TreeSet<>();
        there.stream().map(one -> tracks.get(one.stream())).filter(track -> !isExact(track))
                .forEach(track -> touched.addAll(track.parts(from, to)));
        boolean coarse = touched.size() * parts.bytes() > MOST_BYTES;
        Map<Integer, List<Gathering>> read = new HashMap<>();
        List<Samples> found = new ArrayList<>();
        for (Wanted one : there) {
            Track track = tracks.get(one.stream());
            if (track.overview().isPresent() && (coarse || isExact(track))) {
                SampleRows rows = track.overview().get().rows(from, to, one.first(), one.count(), track.gap());
                found.add(samples(one, Envelope.thinned(rows, one.count(), divided, track.gap())));
            } else {
                // the samples just before and after it are drawn to
                double margin = Math.max((to - from) / divided, track.header().rate() > 0 ? 2 / track.header().rate() : 0);
                read.computeIfAbsent(one.stream(), id -> new ArrayList<>())
                        .add(new Gathering(one, track, Envelope.within(one.count(), from - margin, to + margin, divided)));
                touched.addAll(track.parts(from - margin, to + margin));
            }
        }
        if (!read.isEmpty()) {
            gather(touched, read);
        }
        read.values().forEach(list -> list.forEach(one -> found
                .add(samples(one.wanted(), one.envelope().rows(from, to, 0, one.wanted().count(), one.track().gap())))));
        return found;
    }

    private static boolean isExact(Track track) {
        return track.overview().filter(Envelope::isExact).isPresent();
    }

    private boolean isThere(Wanted one) {
        Track track = tracks.get(one.stream());
        return track != null && one.first() >= 0 && one.count() > 0
                && one.first() + (long) one.count() <= track.header().channelCount();
    }

    private static Samples samples(Wanted wanted, SampleRows rows) {
        return new Samples(wanted, rows.times(), rows.values());
    }

    private void gather(TreeSet<Integer> touched, Map<Integer, List<Gathering>> wanted) throws IOException {
        for (int part : touched) {
            Map<Integer, Track.Reading> readings = new HashMap<>();
            parts.read(part, wanted::containsKey, new XdfVisitor() {
                @Override
                public void stream(int id, String xml, StreamHeader header) {
                    // known
                }

                @Override
                public void samples(int id, double[] stamps, XdfValues values) {
                    Track.Reading reading = readings.computeIfAbsent(id, any -> tracks.get(id).reading(part));
                    double[] times = reading.times(stamps);
                    float[] floats = values.floats();
                    wanted.get(id).forEach(one -> one.take(times, floats));
                }
            });
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            parts.close();
        } catch (IOException e) {
            throw new IllegalStateException(e); // a file that was only read
        }
    }
}
