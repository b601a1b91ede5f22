package org.rapport.recording;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** One file of a recording. Used by one thread. */
final class RecordingFile {
    /** The stream that holds the states of all others. */
    static final String STATES = "rapport-states";

    private final Path path;
    private final String host;
    private final XdfWriter writer;
    private final Map<String, Open> streams = new HashMap<>();
    private XdfStreamWriter states;
    private boolean keepsSomething;
    private boolean unflushed;

    /** A stream as it was last described, and where its samples go. */
    private record Open(StreamDescription description, XdfStreamWriter writer) {
    }

    private RecordingFile(Path path, String host, XdfWriter writer) {
        this.path = path;
        this.host = host;
        this.writer = writer;
    }

    /** Creates the file, or one with a number added to its name where there is one already. */
    static RecordingFile create(Path wanted, String host) throws IOException {
        Files.createDirectories(wanted.toAbsolutePath().getParent());
        Path path = wanted;
        for (int number = 2;; number++) {
            try {
                return new RecordingFile(path, host, new XdfWriter(path));
            } catch (FileAlreadyExistsException e) {
                path = CsvFile.marked(wanted, String.valueOf(number));
            }
        }
    }

    Path path() {
        return path;
    }

    /** Whether it holds entries that are safe. */
    boolean keepsSomething() {
        return keepsSomething;
    }

    void write(Entry entry) throws IOException {
        unflushed = true;
        if (entry instanceof Entry.Samples samples) {
            Block block = samples.block();
            stream(block).write(block.times(), block.values());
        } else if (entry instanceof Entry.State state) {
            StreamStatus status = state.status();
            writeState(status.time(), status.stream(), status.state().name(), status.reason());
        } else if (entry instanceof Entry.Loss loss) {
            writeState(loss.from(), loss.stream(), "UNRECORDED", loss.samples() + " samples up to " + loss.to()
                    + " s are not in the recording: the disk did not take them, and there was no memory left to keep them");
        }
    }

    private XdfStreamWriter stream(Block block) throws IOException {
        Open open = streams.get(block.stream().name());
        if (open == null || !open.description().equals(block.stream())) {
            open = new Open(block.stream(), add(HeaderXml.of(block.stream(), host, block.arrived()), block.arrived()));
            streams.put(block.stream().name(), open);
        }
        return open.writer();
    }

    /** All times of a graph are this machine's: readers that want clock offsets are told that there is nothing to correct. */
    private XdfStreamWriter add(String header, double time) throws IOException {
        XdfStreamWriter stream = writer.addStream(header);
        stream.write(new ClockOffset(time, 0));
        return stream;
    }

    private void writeState(double time, String stream, String state, String reason) throws IOException {
        if (states == null) {
            states = add(HeaderXml.ofMarkers(STATES, host, time), time);
        }
        JsonObject json = Json.createObjectBuilder().add("stream", stream).add("state", state).add("reason", reason).build();
        states.write(new double[] { time }, new String[] { json.toString() });
    }

    /** Makes everything written so far safe from the death of this process. */
    void flush() throws IOException {
        writer.flush();
        keepsSomething |= unflushed;
        unflushed = false;
    }

    /** Ends it after all that was written. */
    void close() throws IOException {
        writer.close();
    }

    /** Ends it after what was last flushed, and removes it if that is nothing. */
    void abandon() throws IOException {
        writer.abandon();
        if (!keepsSomething) {
            Files.deleteIfExists(path);
        }
    }
}
