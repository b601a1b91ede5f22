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
    private final Warnings warnings = new Warnings();
    private final Map<Integer, StreamBuilder> streams = new LinkedHashMap<>();
    private final Set<Integer> unknown = new HashSet<>();
    private String fileHeader = "";

    private XdfReader() {
    }

    /**
     * Reads a whole file into memory.
     *
     * @throws XdfException if it is no XDF file
     * @throws IOException if it cannot be read
     */
    public static XdfFile read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new XdfReader().read(file, channel);
        }
    }

    private XdfFile read(Path file, FileChannel channel) throws IOException {
        byte[] magic = Tag.magic();
        ByteBuffer start = ByteBuffer.allocate(magic.length);
        channel.read(start, 0);
        if (!Arrays.equals(start.array(), magic)) {
            throw new XdfException(file + " is no XDF file: it does not begin with \"XDF:\"");
        }
        ChunkReader chunks = new ChunkReader(channel, magic.length, warnings);
        for (Optional<Chunk> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
            take(chunk.get(), chunks);
        }
        List<XdfStream> built = streams.values().stream().map(stream -> stream.build(warnings)).toList();
        return new XdfFile(fileHeader, built, warnings.lines());
    }

    private void take(Chunk chunk, ChunkReader chunks) {
        try {
            switch (chunk.tag()) {
                case Tag.FILE_HEADER -> fileHeader = text(chunk.content());
                case Tag.STREAM_HEADER -> addStream(chunk.content());
                case Tag.SAMPLES -> addSamples(chunk, chunks);
                case Tag.CLOCK_OFFSET -> stream(chunk).ifPresent(stream -> stream.addClockOffset(chunk.content()));
                case Tag.STREAM_FOOTER -> stream(chunk).ifPresent(stream -> stream.footer(text(chunk.content())));
                default -> {
                    // a boundary, or a kind of chunk that a later version may bring: nothing to keep
                }
            }
        } catch (BufferUnderflowException e) {
            warnings.add("the chunk with tag " + chunk.tag() + " at byte " + chunk.offset() + " is too short");
        }
    }

    private void addStream(ByteBuffer content) {
        int id = content.getInt();
        if (streams.containsKey(id)) {
            warnings.add("stream " + id + " has a second header, which is left out");
            return;
        }
        try {
            streams.put(id, new StreamBuilder(id, text(content)));
        } catch (XdfException e) {
            unknown.add(id);
            warnings.add("stream " + id + " is left out: " + e.getMessage());
        }
    }

    private void addSamples(Chunk chunk, ChunkReader chunks) {
        ByteBuffer content = chunk.content();
        Optional<StreamBuilder> stream = stream(chunk);
        if (stream.isEmpty()) {
            return;
        }
        if (!stream.get().addSamples(content)) {
            warnings.add("samples are missing from the chunk at byte " + chunk.offset());
        } else if (content.hasRemaining()) {
            warnings.add("the chunk at byte " + chunk.offset() + " is longer than its samples");
            chunks.returnTo(chunk.offset() + content.position());
        }
    }

    private Optional<StreamBuilder> stream(Chunk chunk) {
        int id = chunk.content().getInt();
        if (!streams.containsKey(id) && unknown.add(id)) {
            warnings.add("stream " + id + " is left out: it has no header");
        }
        return Optional.ofNullable(streams.get(id));
    }

    private static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(content).toString();
    }
}
