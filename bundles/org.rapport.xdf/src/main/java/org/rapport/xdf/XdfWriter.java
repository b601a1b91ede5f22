package org.rapport.xdf;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes one XDF file, chunk by chunk in the order of the calls. What was written reaches the operating system, and is then
 * safe from the death of this process, with {@link #flush()}. May be used by several threads.
 */
public final class XdfWriter implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long BOUNDARY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Path path;
    private final RandomAccessFile file;
    private final BufferedOutputStream out;
    private final ChunkBuffer chunk = new ChunkBuffer();
    private final List<XdfStreamWriter> streams = new ArrayList<>();
    private long lastBoundary = System.nanoTime();
    private long flushedBytes;
    private boolean closed;

    /**
     * Creates the file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it exists: a recording is never overwritten
     */
    public XdfWriter(Path path) throws IOException {
        this(path, Map.of());
    }

    /**
     * The same with more in the file's header than readers need.
     *
     * @param about further elements of the header: name to text, such as {@code session} to {@code 01}
     */
    public XdfWriter(Path path, Map<String, String> about) throws IOException {
        this.path = path;
        Files.createFile(path);
        // not a channel: that would close the recording when a thread that writes is interrupted
        file = new RandomAccessFile(path.toFile(), "rw");
        out = new BufferedOutputStream(new FileOutputStream(file.getFD()), BUFFER_BYTES);
        try {
            out.write(Tag.magic());
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("version", "1.0");
            facts.put(OffsetConvention.MARK, OffsetConvention.MARK_VALUE);
            about.forEach(facts::putIfAbsent);
            byte[] header = ChunkXml.of(facts).getBytes(StandardCharsets.UTF_8);
            ChunkBuffer.write(out, Tag.FILE_HEADER, header, header.length);
            flush();
        } catch (IOException e) {
            file.close();
            Files.deleteIfExists(path); // it holds nothing, and its name is wanted for the next attempt
            throw e;
        }
    }

    /**
     * Adds a stream; may be called at any time.
     *
     * @param header XML as LSL describes a stream: {@code <info>} with at least {@code channel_count},
     *        {@code channel_format} and {@code nominal_srate}
     * @throws XdfException if the header lacks one of them or is no XML
     */
    public synchronized XdfStreamWriter addStream(String header) throws IOException {
        return addStream(streams.stream().mapToInt(XdfStreamWriter::id).max().orElse(0) + 1, header);
    }

    /**
     * Adds a stream under a number of its own, by which other streams of the file may refer to it.
     *
     * @param id that no other stream of the file has
     * @param header as above
     * @throws XdfException if the header lacks something or is no XML
     */
    public synchronized XdfStreamWriter addStream(int id, String header) throws IOException {
        if (streams.stream().anyMatch(stream -> stream.id() == id)) {
            throw new IllegalArgumentException("there is a stream " + id + " already");
        }
        XdfStreamWriter stream = new XdfStreamWriter(this, id, StreamHeader.parse(header));
        streams.add(stream);
        write(Tag.STREAM_HEADER, chunk.begin(stream.id()).putBytes(header.getBytes(StandardCharsets.UTF_8)));
        return stream;
    }

    /**
     * Marks a place from which a reader can go on when the bytes before it are damaged. Done by itself about every ten
     * seconds; to be called by those who write faster than time passes.
     */
    public synchronized void boundary() throws IOException {
        byte[] content = Tag.boundary();
        ChunkBuffer.write(out, Tag.BOUNDARY, content, content.length);
        lastBoundary = System.nanoTime();
    }

    /** Hands everything written so far to the operating system. */
    public synchronized void flush() throws IOException {
        out.flush();
        if (Files.notExists(path)) { // the system would go on writing to what nobody can open any more
            throw new NoSuchFileException(path.toString(), null, "it was removed or moved while it was written");
        }
        flushedBytes = file.getFilePointer();
    }

    /**
     * Closes the file without footers, cut back to what the last {@link #flush()} gave it, so that it ends with a whole chunk:
     * for a disk that takes no more.
     */
    public synchronized void abandon() throws IOException {
        closed = true;
        try (file) {
            file.setLength(flushedBytes);
        }
    }

    /** Writes the footers of all streams and closes the file; a second call does nothing. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file; out) {
            for (XdfStreamWriter stream : streams) {
                byte[] footer = stream.footer().getBytes(StandardCharsets.UTF_8);
                chunk.begin(stream.id()).putBytes(footer).writeTo(out, Tag.STREAM_FOOTER);
            }
        }
    }

    /** The buffer for the next chunk; to be filled and written while holding this object's lock. */
    ChunkBuffer chunk() {
        return chunk;
    }

    void write(int tag, ChunkBuffer content) throws IOException {
        if (closed) {
            throw new IOException("the recording is closed");
        }
        content.writeTo(out, tag);
        if (System.nanoTime() - lastBoundary > BOUNDARY_NANOS) {
            boundary();
        }
    }
}
