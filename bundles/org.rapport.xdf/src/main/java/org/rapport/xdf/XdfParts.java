package org.rapport.xdf;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;

/**
 * A recording of any length whose parts can be read again, without what is before them: keeps where they begin, and none of its
 * samples. Used by one thread at a time; of a file that nobody writes to any more.
 */
public final class XdfParts implements AutoCloseable {
    private static final int MOST_PARTS = 512;
    private static final long LEAST_BYTES = 1 << 18;
    /** Places that are kept, one for each stream in each part. */
    private static final long MOST_PLACES = 1 << 19;

    private final FileChannel channel;
    private final FileWindow window;
    private final List<Part> parts = new ArrayList<>();
    private List<String> warnings = List.of();

    /**
     * A part of the file.
     *
     * @param start a walk at its beginning
     * @param chunks how many chunks it has
     */
    private record Part(ChunkWalk start, long chunks) {
    }

    private XdfParts(FileChannel channel) throws IOException {
        this.channel = channel;
        this.window = new FileWindow(channel, channel.size());
    }

    /**
     * Goes through a file once, as {@link XdfReader#read(Path, XdfVisitor)} does, and takes note of where its parts begin.
     *
     * @param progress is told how far it is, from 0 to 1; what it throws ends the reading
     * @throws XdfException if it is no XDF file
     * @throws IOException if it cannot be read
     */
    public static XdfParts of(Path file, XdfVisitor visitor, DoubleConsumer progress) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            XdfReader.checkMagic(channel, file);
            XdfParts parts = new XdfParts(channel);
            parts.find(visitor, progress);
            return parts;
        } catch (InternalError e) { // a page of a mapped chunk is not there any more
            channel.close();
            throw new XdfException(FileWindow.SHORTER);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void find(XdfVisitor visitor, DoubleConsumer progress) throws IOException {
        ChunkWalk walk = ChunkWalk.begin(window);
        ChunkVisitor delivery = new ChunkDelivery(visitor);
        long bytes = Math.max(LEAST_BYTES, window.size() / MOST_PARTS);
        long places = 0;
        for (boolean more = true; more;) {
            ChunkWalk start = walk.fork(window);
            places += walk.streams();
            long end = places > MOST_PLACES ? Long.MAX_VALUE : walk.position() + bytes;
            long chunks = 0;
            while (walk.position() < end && (more = walk.step(delivery))) {
                chunks++;
            }
            parts.add(new Part(start, chunks));
            progress.accept((double) walk.position() / Math.max(1, window.size()));
        }
        warnings = walk.warnings();
    }

    /** What is damaged, missing or was left out, one line each; empty for a sound file. */
    public List<String> warnings() {
        return warnings;
    }

    /** How many parts there are, at least one. */
    public int count() {
        return parts.size();
    }

    /** About how many bytes of the file each part has. */
    public long bytes() {
        return window.size() / parts.size();
    }

    /**
     * Reads a part, as the whole file was read.
     *
     * @param part its number, from 0
     * @param wanted the streams whose samples are to be delivered, by their number in the file
     * @param visitor is told the headers of the streams that begin in this part only
     * @throws IOException if it cannot be read any more
     */
    public void read(int part, IntPredicate wanted, XdfVisitor visitor) throws IOException {
        ChunkDelivery delivery = new ChunkDelivery(visitor);
        ChunkWalk walk = parts.get(part).start().fork(window);
        try {
            for (long chunk = 0; chunk < parts.get(part).chunks(); chunk++) {
                walk.step(delivery.only(wanted));
            }
        } catch (InternalError e) {
            throw new XdfException(FileWindow.SHORTER);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
