package org.rapport.xdf;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through a file chunk by chunk and keeps the streams apart. Used by one thread. */
final class ChunkWalk {
    /** More than any recording has: what comes after is damage. */
    private static final int MOST_STREAMS = 10_000;
    /** Far above the header of a device with a thousand described channels. */
    private static final int LONGEST_TEXT = 1 << 24;

    private final FileWindow file;
    private final ChunkReader chunks;
    private final Warnings warnings;
    private final Map<Integer, StreamDecoder> streams = new LinkedHashMap<>();
    private final Set<Integer> unknown = new HashSet<>();
    private OffsetConvention convention = OffsetConvention.DEVICE_CLOCK;

    private ChunkWalk(FileWindow file, ChunkReader chunks, Warnings warnings) {
        this.file = file;
        this.chunks = chunks;
        this.warnings = warnings;
    }

    /** A header or footer that is none, by its size. */
    private static final class TextTooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Begins with the first chunk. */
    static ChunkWalk begin(FileWindow file) {
        Warnings warnings = new Warnings();
        return new ChunkWalk(file, new ChunkReader(file, Tag.magic().length, warnings), warnings);
    }

    /**
     * A walk that goes on from here, whatever becomes of this one.
     *
     * @param other a window of its own on the same file
     */
    ChunkWalk fork(FileWindow other) {
        Warnings unread = new Warnings();
        ChunkWalk fork = new ChunkWalk(other, chunks.fork(other, unread), unread);
        for (StreamDecoder stream : streams.values()) {
            fork.streams.put(stream.id(), stream.copy());
        }
        return fork;
    }

    /** Takes the next chunk; false at the end of the file. */
    boolean step(ChunkVisitor visitor) throws IOException {
        Optional<Chunk> chunk = chunks.next();
        if (chunk.isEmpty()) {
            return false;
        }
        if (chunks.skipped()) {
            streams.values().forEach(StreamDecoder::forgetTime);
        }
        take(chunk.get(), visitor);
        return true;
    }

    /** Takes all chunks that begin before {@code end}; false at the end of the file. */
    boolean walk(long end, ChunkVisitor visitor) throws IOException {
        SampleRun run = new SampleRun(file, streams);
        boolean more = true;
        do {
            chunks.goTo(run.go(position(), end, visitor));
        } while (position() < end && (more = step(visitor)));
        return more;
    }

    /** Where the next chunk begins, in bytes. */
    long position() {
        return chunks.position();
    }

    /** How many streams began so far. */
    int streams() {
        return streams.size();
    }

    /** How many samples all streams had so far. */
    long samples() {
        long samples = 0;
        for (StreamDecoder stream : streams.values()) {
            samples += stream.samples();
        }
        return samples;
    }

    /** What is wrong with the file, to be asked at its end. */
    List<String> warnings() {
        for (StreamDecoder stream : streams.values()) {
            stream.checkFooter(warnings);
            stream.checkStamps(warnings);
        }
        return warnings.lines();
    }

    private void take(Chunk chunk, ChunkVisitor visitor) throws IOException {
        ByteBuffer content = chunk.content();
        try {
            switch (chunk.tag()) {
                case Tag.FILE_HEADER -> addHeader(text(content), visitor);
                case Tag.STREAM_HEADER -> addStream(content, visitor);
                case Tag.SAMPLES -> addSamples(chunk, visitor);
                case Tag.CLOCK_OFFSET -> addClockOffset(content, visitor);
                case Tag.STREAM_FOOTER -> addFooter(content, visitor);
                default -> {
                    // a boundary, or a kind of chunk that a later version may bring: nothing to keep
                }
            }
        } catch (BufferUnderflowException e) {
            warnings.add("the chunk with tag " + chunk.tag() + " at byte " + chunk.offset() + " is too short");
        } catch (TextTooLongException e) {
            warnings.add("the chunk with tag " + chunk.tag() + " at byte " + chunk.offset() + " is left out: its text has "
                    + content.limit() + " bytes");
        }
    }

    private void addHeader(String xml, ChunkVisitor visitor) {
        convention = OffsetConvention.of(xml);
        visitor.fileHeader(xml);
    }

    private void addStream(ByteBuffer content, ChunkVisitor visitor) throws IOException {
        int id = content.getInt();
        if (streams.size() >= MOST_STREAMS) {
            warnings.add("stream " + id + " is left out: there are more than " + MOST_STREAMS);
            return;
        }
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
        StreamDecoder stream = new StreamDecoder(id, header, convention.inStream(xml));
        streams.put(id, stream);
        visitor.stream(stream, xml);
    }

    private void addSamples(Chunk chunk, ChunkVisitor visitor) throws IOException {
        ByteBuffer content = chunk.content();
        Optional<StreamDecoder> stream = stream(content);
        if (stream.isEmpty()) {
            return;
        }
        if (!visitor.samples(stream.get(), content)) {
            warnings.add("samples are missing from the chunk at byte " + chunk.offset());
        } else if (content.hasRemaining()) {
            warnings.add("the chunk at byte " + chunk.offset() + " is longer than its samples");
            chunks.returnTo(chunk.offset() + content.position());
        }
    }

    private void addClockOffset(ByteBuffer content, ChunkVisitor visitor) throws IOException {
        Optional<StreamDecoder> stream = stream(content);
        if (stream.isPresent()) {
            visitor.clockOffset(stream.get(), stream.get().clockOffset(content));
        }
    }

    private void addFooter(ByteBuffer content, ChunkVisitor visitor) throws IOException {
        Optional<StreamDecoder> stream = stream(content);
        if (stream.isPresent()) {
            String xml = text(content);
            stream.get().footer(xml);
            visitor.footer(stream.get(), xml);
        }
    }

    private Optional<StreamDecoder> stream(ByteBuffer content) {
        int id = content.getInt();
        StreamDecoder stream = streams.get(id);
        if (stream == null && unknown.size() < MOST_STREAMS && unknown.add(id)) {
            warnings.add("stream " + id + " is left out: it has no header");
        }
        return Optional.ofNullable(stream);
    }

    private static String text(ByteBuffer content) {
        if (content.remaining() > LONGEST_TEXT) {
            throw new TextTooLongException();
        }
        return StandardCharsets.UTF_8.decode(content).toString();
    }
}
