package org.rapport.recording.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.device.StreamMapping.MappedStream;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.DeviceTime;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfParts;
import org.rapport.xdf.XdfValues;
import org.rapport.xdf.XdfVisitor;

/**
 * The play of a file of Rapport's recorder, read as it is played: each chunk is followed by the row of the journal that says
 * when it came, so the file has the order in which everything came. No more than a chunk of each stream is in memory.
 */
final class JournaledSession implements SessionPlay {
    private final XdfParts parts;
    private final JournalSurvey survey;
    private final List<String> warnings;

    private JournaledSession(XdfParts parts, JournalSurvey survey) {
        this.parts = parts;
        this.survey = survey;
        this.warnings = new ArrayList<>(parts.warnings());
        warnings.addAll(survey.warnings());
    }

    /** Empty if the journal does not tell of all that it holds, or not in order. */
    static Optional<SessionPlay> open(Path recording, DoubleConsumer progress) throws IOException {
        JournalSurvey survey = new JournalSurvey();
        XdfParts parts = XdfParts.of(recording, survey, progress);
        if (survey.isWhole()) {
            return Optional.of(new JournaledSession(parts, survey));
        }
        parts.close();
        return Optional.empty();
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public List<StreamDescription> descriptions() {
        return survey.heads().stream().filter(StreamHead::hasSamples).map(head -> head.description().orElseThrow()).toList();
    }

    @Override
    public void play(List<PlannedNode> sources, StreamMapping mapping, String node, Player player) throws Exception {
        Reading reading = new Reading(new Routes(sources, mapping), node, player);
        try {
            for (int part = 0; part < parts.count(); part++) {
                parts.read(part, reading::isWanted, reading);
                player.progress((double) (part + 1) / parts.count());
            }
        } catch (Refusal e) {
            throw e.reason;
        }
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }

    /** What the player threw, on its way through the reader. */
    private static final class Refusal extends IOException {
        private static final long serialVersionUID = 1;
        private final transient Exception reason;

        Refusal(Exception reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /** Where the blocks of a stream go to. */
    private record Way(Optional<String> source, Optional<MappedStream> mapped) {
    }

    /** One play. */
    private final class Reading implements XdfVisitor {
        private final Routes routes;
        private final Player player;
        private final Map<Integer, List<Way>> ways = new HashMap<>();
        /** What was read of streams and no row of the journal told of yet. */
        private final Map<Integer, Samples> pending = new HashMap<>();
        private long position;

        Reading(Routes routes, String node, Player player) {
            this.routes = routes;
            this.player = player;
            routes.add(survey.heads(), survey.titles());
            for (StreamHead head : survey.heads()) {
                routes.sender(head).ifPresent(sender -> way(head, new Way(Optional.of(sender), Optional.empty())));
                if (head.id().node().equals(node)) {
                    way(head, new Way(Optional.empty(), Optional.empty()));
                }
            }
            routes.claimed().forEach(
                    claim -> way(claim.stream(), new Way(Optional.of(claim.source().name()), Optional.of(claim.mapped()))));
        }

        private void way(StreamHead head, Way way) {
            ways.computeIfAbsent(head.number(), number -> new ArrayList<>()).add(way);
        }

        boolean isWanted(int stream) {
            return ways.containsKey(stream) || survey.header(stream).format() == XdfFormat.STRING || survey.isJournal(stream);
        }

        @Override
        public void stream(int id, String xml, StreamHeader header) {
            // known
        }

        @Override
        public void samples(int id, double[] stamps, XdfValues values) throws IOException {
            try {
                if (survey.isJournal(id)) {
                    for (int i = 0; i < stamps.length; i++) {
                        row(Journal.Row.of(i, stamps[i], values.doubles()));
                    }
                } else if (survey.header(id).format() == XdfFormat.STRING) {
                    texts(id, stamps, values.strings());
                } else {
                    pending.merge(id, new Samples(stamps, values.floats()), Samples::and);
                }
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new Refusal(e);
            }
        }

        private void texts(int id, double[] times, String[] texts) throws Exception {
            String name = survey.header(id).name();
            int channels = survey.header(id).channelCount();
            if (name.equals(Journal.STATES)) {
                List<String> news = Journal.news(texts, channels);
                for (int i = 0; i < news.size(); i++) {
                    Optional<RecordedSession.State> state = RecordedSession.State.of(news.get(i), times[i], position++);
                    if (state.isPresent()) {
                        send(state.get());
                    }
                }
            } else if (!Journal.isOwn(name)) {
                StreamId stream = survey.marker(id);
                MarkerFormat format = new MarkerFormat(survey.header(id).type(), survey.labels(id));
                for (int i = 0; i < times.length; i++) {
                    Marker marker = new Marker(stream, times[i], Arrays.asList(texts).subList(i * channels, (i + 1) * channels),
                            format);
                    for (String reader : routes.ofMarkers(stream.node())) {
                        player.sent(new RecordedSignal(reader, marker, times[i], position));
                    }
                    position++;
                }
            }
        }

        private void send(RecordedSession.State state) throws Exception {
            for (Routes.Way way : routes.of(state)) {
                StreamStatus status = new StreamStatus(way.id(), state.state(), state.time(), state.reason());
                player.sent(new RecordedSignal(way.source(), status, state.time(), state.position()));
            }
        }

        private void row(Journal.Row row) throws Exception {
            Samples samples = pending.remove(row.stream());
            if (samples == null) { // a text, which is sent, or a stream that nobody wants
                return;
            }
            double[] times = row.times(samples.stamps());
            for (Way way : ways.get(row.stream())) {
                Block block = way.mapped().isPresent() ? way.mapped().get().block(times, samples.values(), row.arrived())
                        : new Block(survey.description(row.stream()), times, samples.values(), row.arrived(),
                                new DeviceTime(samples.stamps(), row.correction()));
                if (way.source().isPresent()) {
                    player.sent(new RecordedSignal(way.source().get(), block, row.arrived(), position));
                } else {
                    player.made(block);
                }
            }
            position++;
        }
    }

    /** Samples of one stream. */
    private record Samples(double[] stamps, float[] values) {
        Samples and(Samples next) {
            double[] both = Arrays.copyOf(stamps, stamps.length + next.stamps.length);
            System.arraycopy(next.stamps, 0, both, stamps.length, next.stamps.length);
            float[] all = Arrays.copyOf(values, values.length + next.values.length);
            System.arraycopy(next.values, 0, all, values.length, next.values.length);
            return new Samples(both, all);
        }
    }
}
