package org.rapport.recording;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.recording.file.EntryFile;
import org.rapport.recording.session.HeaderXml;
import org.rapport.recording.session.Journal;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** One file of a recording. Used by one thread. */
final class RecordingFile implements EntryFile<Entry> {
    private static final StreamId STATES = StreamId.of(Journal.STATES);
    private static final StreamId QUALITY = StreamId.of(Journal.QUALITY);

    private final String host;
    private final XdfWriter writer;
    private final Map<StreamId, Open> streams = new HashMap<>();
    private final Map<StreamId, Texts> texts = new HashMap<>();
    /** When the clock of each stream was last measured. */
    private final Map<StreamId, Double> measured = new HashMap<>();
    private XdfStreamWriter journal;
    private long rows;

    /** A stream as it was last described, and where its samples go. */
    private record Open(StreamDescription description, XdfStreamWriter writer) {
    }

    /** The same of a stream of texts. */
    private record Texts(MarkerFormat format, XdfStreamWriter writer) {
    }

    private RecordingFile(String host, XdfWriter writer) {
        this.host = host;
        this.writer = writer;
    }

    /**
     * Creates the file.
     *
     * @param facts what stands in its header
     * @param states of the streams so far: each file is to be understood without the one before
     * @throws FileAlreadyExistsException if there is one of this name
     */
    static RecordingFile create(Path path, String host, Map<String, String> facts, Collection<StreamStatus> states)
            throws IOException {
        RecordingFile file = new RecordingFile(host, new XdfWriter(path, facts));
        for (StreamStatus state : states) {
            file.write(new Entry.State(state));
        }
        return file;
    }

    @Override
    public void write(Entry entry) throws IOException {
        if (entry instanceof Entry.Samples samples) {
            Block block = samples.block();
            write(stream(block), block);
        } else if (entry instanceof Entry.State state) {
            StreamStatus status = state.status();
            writeState(status.time(), status.stream(), status.state().name(), status.reason(), status.warning());
        } else if (entry instanceof Entry.Quality quality) {
            writeQuality(quality.quality());
        } else if (entry instanceof Entry.Mark mark) {
            Marker marker = mark.marker();
            writeTexts(marker.stream(), marker.format(), marker.time(), marker.values().toArray(String[]::new));
        } else if (entry instanceof Entry.Loss loss) {
            writeState(loss.from(), loss.stream(), "UNRECORDED", loss.lost() + " samples up to " + loss.to()
                    + " s are not in the recording: the disk did not take them, and there was no memory left to keep them", true);
        }
    }

    private void write(XdfStreamWriter stream, Block block) throws IOException {
        double[] stamps = block.device().stamps();
        stream.write(stamps, block.values());
        double[] times = block.times();
        note(new Journal.Row(rows, block.arrived(), stream.id(), times.length, block.device().correction(), times[0],
                times[times.length - 1]));
    }

    /** Only with this can the session be played again exactly. */
    private void note(Journal.Row row) throws IOException {
        if (journal == null) {
            journal = writer.addStream(Journal.header(host, row.arrived()));
            journal.write(ClockOffset.at(row.arrived(), 0)); // its times are this machine's
        }
        journal.write(new double[]{row.arrived()}, row.values());
        rows++;
    }

    private XdfStreamWriter stream(Block block) throws IOException {
        Open open = streams.get(block.stream().id());
        if (open == null || !open.description().equals(block.stream())) {
            XdfStreamWriter stream = writer.addStream(HeaderXml.of(block.stream(), host, block.arrived()));
            stream.write(ClockOffset.at(block.arrived(), correction(block))); // other programs' readers want one at least
            open = new Open(block.stream(), stream);
            streams.put(block.stream().id(), open);
        }
        return open.writer();
    }

    /** Of samples that were spread evenly the last is nearest to its stamp. */
    private static double correction(Block block) {
        double correction = block.device().correction();
        int last = block.samples() - 1;
        return Double.isNaN(correction) ? block.times()[last] - block.device().stamps()[last] : correction;
    }

    private void writeState(double time, StreamId stream, String state, String reason, boolean warning) throws IOException {
        JsonObjectBuilder json = identity(stream).add("state", state).add("reason", reason);
        writeTexts(STATES, Journal.STATES_FORMAT, time, stream.name(),
                (warning ? json.add("warning", true) : json).build().toString());
    }

    /** A name alone does not say which stream it is. */
    private static JsonObjectBuilder identity(StreamId stream) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("stream", stream.name()).add("node", stream.node());
        if (!stream.sourceId().isEmpty()) {
            json.add("sourceId", stream.sourceId());
        }
        return stream.number() == 1 ? json : json.add("number", stream.number());
    }

    private void writeQuality(StreamQuality quality) throws IOException {
        Open open = streams.get(quality.stream());
        Double before = measured.put(quality.stream(), quality.offsetTime());
        boolean isNew = before == null || before != quality.offsetTime(); // news of a stream may repeat what was measured
        if (open != null && isNew && Double.isFinite(quality.offset())) {
            open.writer().write(ClockOffset.at(quality.offsetTime(), quality.offset()));
        }
        JsonObjectBuilder json = identity(quality.stream()).add("samples", quality.samples()).add("rate", number(quality.rate()))
                .add("jitter", number(quality.jitter())).add("missing", quality.missing()).add("duplicates", quality.duplicates())
                .add("burst", quality.burst()).add("confidence", number(quality.confidence()))
                .add("offset", number(quality.offset())).add("uncertainty", number(quality.uncertainty()));
        writeTexts(QUALITY, Journal.QUALITY_FORMAT, quality.time(), quality.stream().name(), json.build().toString());
    }

    private static JsonValue number(double value) {
        return Double.isFinite(value) ? Json.createValue(value) : JsonValue.NULL;
    }

    private void writeTexts(StreamId stream, MarkerFormat format, double time, String... values) throws IOException {
        Texts open = texts.get(stream);
        if (open == null || !open.format().equals(format)) { // its program started again with other channels
            open = new Texts(format, writer.addStream(HeaderXml.ofMarkers(stream, format, host, time)));
            open.writer().write(ClockOffset.at(time, 0)); // its times are this machine's
            texts.put(stream, open);
        }
        open.writer().write(new double[]{time}, values);
        note(new Journal.Row(rows, time, open.writer().id(), 1, 0, time, time));
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    @Override
    public void abandon() throws IOException {
        writer.abandon();
    }
}
