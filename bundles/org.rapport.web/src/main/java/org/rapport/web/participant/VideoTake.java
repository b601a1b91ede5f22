package org.rapport.web.participant;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One file of video, which a page sends piece by piece until it stops, and again what may not have arrived. */
final class VideoTake {
    private final Path file;
    private long next;
    private long bytes;

    /** @param file that is not there yet */
    VideoTake(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /**
     * Appends a piece, unless it is there already.
     *
     * @param number of the piece, from 0
     * @return whether it is in the file now; if not, one before it is missing
     * @throws IOException if it cannot be written; it may come again
     */
    synchronized boolean append(long number, byte[] piece) throws IOException {
        if (number == next) {
            Files.createDirectories(file.getParent());
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(piece);
                while (left.hasRemaining()) { // from where the piece before ended, whatever a failed try left behind
                    out.write(left, bytes + left.position());
                }
            }
            bytes += piece.length;
            next++;
        }
        return number < next;
    }
}
