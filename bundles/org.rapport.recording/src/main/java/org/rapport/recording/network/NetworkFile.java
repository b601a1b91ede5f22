package org.rapport.recording.network;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.rapport.recording.RecordingName;
import org.rapport.xdf.XdfException;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

/**
 * The files of a recording: when one takes no more, the next goes on with what was not yet safe in it. Until then nothing may
 * be written; it waits where it comes from.
 */
final class NetworkFile implements AutoCloseable {
    /** Chunks that are made safe at the latest, so that what a full disk refused fits into the next file. */
    private static final int MUCH = 16;

    private final Path wanted;
    private final Map<NetworkStream, XdfStreamWriter> streams = new HashMap<>();
    private final List<Pending> pending = new ArrayList<>();
    private Path path;
    private XdfWriter writer;
    private boolean safe;

    private record Pending(NetworkStream stream, PendingChunk chunk) {
    }

    /** @param wanted where it exists, a number is added to its name */
    NetworkFile(Path wanted) {
        this.wanted = wanted;
    }

    /** The file that is written, or the one that was wanted if there is none. */
    Path path() {
        return path == null ? wanted : path;
    }

    /** Whether chunks can be taken. */
    boolean isOpen() {
        return writer != null;
    }

    /** Begins a file, and puts into it what the one before did not keep. */
    void open() throws IOException {
        Files.createDirectories(wanted.toAbsolutePath().getParent());
        writer = create();
        safe = false;
        try {
            for (Iterator<Pending> chunks = pending.iterator(); chunks.hasNext();) {
                again(chunks.next());
                writer.flush(); // each alone: a file that takes little still takes something
                safe = true;
                chunks.remove();
            }
            writer.flush();
        } catch (IOException e) {
            abandon();
            throw e;
        }
    }

    /** Another recorder may take the same name at the same moment. */
    private XdfWriter create() throws IOException {
        while (true) {
            path = RecordingName.free(wanted);
            try {
                return new XdfWriter(path);
            } catch (FileAlreadyExistsException e) {
                continue; // the next number
            }
        }
    }

    /** What was written to one file can be written to the next. */
    private void again(Pending chunk) throws IOException {
        try {
            write(chunk);
        } catch (StreamFault e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says that a stream is there, before it has samples. */
    void add(NetworkStream stream) throws IOException, StreamFault {
        writer(stream);
    }

    void put(NetworkStream stream, PendingChunk chunk) throws IOException, StreamFault {
        Pending next = new Pending(stream, chunk);
        pending.add(next);
        write(next);
        if (pending.size() >= MUCH) {
            flush();
        }
    }

    private void write(Pending chunk) throws IOException, StreamFault {
        chunk.chunk().write(writer(chunk.stream()));
    }

    private XdfStreamWriter writer(NetworkStream stream) throws IOException, StreamFault {
        XdfStreamWriter known = streams.get(stream);
        if (known == null) {
            try {
                known = writer.addStream(stream.info().toXml());
            } catch (XdfException | IllegalArgumentException e) {
                throw new StreamFault("its description cannot be recorded: " + e.getMessage(), e);
            }
            streams.put(stream, known);
        }
        return known;
    }

    /** Makes everything written so far safe from the death of this process. */
    void flush() throws IOException {
        writer.flush();
        safe |= !pending.isEmpty();
        pending.clear();
    }

    /** Ends a file that takes no more after what is safe in it. */
    void abandon() throws IOException {
        XdfWriter broken = writer;
        writer = null;
        streams.clear();
        broken.abandon();
        if (!safe) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
