package org.rapport.recording.network;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.rapport.recording.file.EntryFile;
import org.rapport.xdf.XdfException;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

/** One file of a recording of the network. Used by one thread. */
final class NetworkFile implements EntryFile<PendingChunk> {
    private final XdfWriter writer;
    private final Map<NetworkStream, XdfStreamWriter> streams = new HashMap<>();

    private NetworkFile(XdfWriter writer) {
        this.writer = writer;
    }

    /**
     * Creates the file.
     *
     * @param streams that are there, also where they have no samples yet
     * @throws FileAlreadyExistsException if there is one of this name
     */
    static NetworkFile create(Path path, Collection<NetworkStream> streams) throws IOException {
        NetworkFile file = new NetworkFile(new XdfWriter(path));
        for (NetworkStream stream : streams) {
            file.writer(stream);
        }
        return file;
    }

    @Override
    public void write(PendingChunk chunk) throws IOException {
        chunk.content().write(writer(chunk.stream()));
    }

    private XdfStreamWriter writer(NetworkStream stream) throws IOException {
        XdfStreamWriter known = streams.get(stream);
        if (known == null) {
            try {
                known = writer.addStream(stream.info().toXml());
            } catch (XdfException | IllegalArgumentException e) {
                throw new IllegalArgumentException("its description cannot be recorded: " + e.getMessage(), e);
            }
            streams.put(stream, known);
        }
        return known;
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
