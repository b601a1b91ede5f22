package org.rapport.xdf;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads XDF 1.0. A damaged or cut file gives everything that is still there, and a warning for what is not. Used by one
 * thread, for one file.
 */
public final class XdfReader {
    private final XdfVisitor visitor;
    private final Warnings warnings = new Warnings();
    private final Map<Integer, StreamDecoder> streams = new LinkedHashMap<>();
    private final Set<Integer> unknown = new HashSet<>();
    private String fileHeader = "";

    private XdfReader(XdfVisitor visitor) {
        this.visitor = visitor;
    }

    /**
     * Reads a whole file into memory.
     *
     * @throws XdfException if it is no XDF file
     * @throws IOException if it cannot be read
     */
    public static XdfFile read(Path file) throws IOException {
        FileBuilder builder = new FileBuilder();
        XdfReader reader = new XdfReader(builder);
        List<String> warnings = reader.walk(file);
        return builder.build(reader.fileHeader, warnings);
    }

    /**
     * Reads a file chunk by chunk, and keeps no more than one of them in memory.
     *
     * @return what is damaged, missing or was left out, one line each; empty for a sound file
     * @throws XdfException if it is no XDF file
     * @throws IOException if it cannot be read
     */
    public static List<String> read(Path file, XdfVisitor visitor) throws IOException {
        return new XdfReader(visitor).walk(file);
    }

    private List<String> walk(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] magic = Tag.magic();
            ByteBuffer start = ByteBuffer.allocate(magic.length);
            channel.read(start, 0);
            if (!Arrays.equals(start.array(), magic)) {
                throw new XdfException(file + " is no XDF file: it does not begin with \"XDF:\"");
            }
            ChunkReader chunks = new ChunkReader(new FileWindow(channel), magic.length, warnings);
            for (Optional<Chunk> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
                if (chunks.skipped()) {
                    streams.values().forEach(StreamDecoder::forgetTime);
                }
                take(chunk.get(), chunks);
            }
        }
        streams.values().forEach(stream -> stream.checkFooter(warnings));
        return warnings.lines();
    }

    private void take(Chunk chunk, ChunkReader chunks) throws IOException {
        ByteBuffer content = chunk.content();
        try {
            switch (chunk.tag()) {
                case Tag.FILE_HEADER -> fileHeader = text(content);
                case Tag.STREAM_HEADER -> addStream(content);
                case Tag.SAMPLES -> addSamples(chunk, chunks);
                case Tag.CLOCK_OFFSET -> addClockOffset(content);
                case Tag.STREAM_FOOTER -> addFooter(content);
                default -> {
                    // a boundary, or a kind of chunk that a later version may bring: nothing to keep
                }
            }
        } catch (BufferUnderflowException e) {
            warnings.add("the chunk with tag " + chunk.tag() + " at byte " + chunk.offset() + " is too short");
        }
    }

    private void addStream(ByteBuffer content) throws IOException {
        int id = content.getInt();
        if (streams.containsKey(id)) {
            warnings.add("stream " + id + " has a second header, which is left out");
            return;
        }
        String xml = text(content);
        StreamHeader header;
        try {
            header = StreamHeader.parse(xml);
        } catch (XdfException e) {
            unknown.add(id);
            warnings.add("stream " + id + " is left out: " + e.getMessage());
            return;
        }
        streams.put(id, new StreamDecoder(id, header));
        visitor.stream(id, xml, header);
    }

    private void addSamples(Chunk chunk, ChunkReader chunks) throws IOException {
        ByteBuffer content = chunk.content();
        Optional<StreamDecoder> stream = stream(content);
        if (stream.isEmpty()) {
            return;
        }
        if (!stream.get().decode(content, visitor)) {
            warnings.add("samples are missing from the chunk at byte " + chunk.offset());
        } else if (content.hasRemaining()) {
            warnings.add("the chunk at byte " + chunk.offset() + " is longer than its samples");
            chunks.returnTo(chunk.offset() + content.position());
        }
    }

    private void addClockOffset(ByteBuffer content) throws IOException {
        Optional<StreamDecoder> stream = stream(content);
        if (stream.isPresent()) {
            visitor.clockOffset(stream.get().id(), new ClockOffset(content.getDouble(), content.getDouble()));
        }
    }

    private void addFooter(ByteBuffer content) throws IOException {
        Optional<StreamDecoder> stream = stream(content);
        if (stream.isPresent()) {
            String xml = text(content);
            stream.get().footer(xml);
            visitor.footer(stream.get().id(), xml);
        }
    }

    private Optional<StreamDecoder> stream(ByteBuffer content) {
        int id = content.getInt();
        StreamDecoder stream = streams.get(id);
        if (stream == null && unknown.add(id)) {
            warnings.add("stream " + id + " is left out: it has no header");
        }
        return Optional.ofNullable(stream);
    }

    private static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(content).toString();
    }
}
