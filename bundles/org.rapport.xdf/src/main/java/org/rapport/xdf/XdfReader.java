package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Reads XDF 1.0. A damaged or cut file gives everything that is still there, and a warning for what is not. */
public final class XdfReader {
    private XdfReader() {
    }

    /**
     * Reads a whole file into memory: goes through it twice, first to count the samples, then to read them, on all cores.
     * Needs no more heap than what it returns, and outside of the heap a megabyte for each core and one more.
     *
     * @throws XdfException if it is no XDF file, or it takes more memory than there is, or a stream has more than 2^31 - 9 values
     * @throws IOException if it cannot be read
     */
    public static XdfFile read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            checkMagic(channel, file);
            return new WholeFile(new FileWindow(channel, channel.size())).read();
        } catch (InternalError e) { // a page of a mapped chunk is not there any more
            throw new XdfException(FileWindow.SHORTER);
        }
    }

    /**
     * Reads a file chunk by chunk, and keeps no more in memory than half a million values.
     *
     * @return what is damaged, missing or was left out, one line each; empty for a sound file
     * @throws XdfException if it is no XDF file
     * @throws IOException if it cannot be read
     */
    public static List<String> read(Path file, XdfVisitor visitor) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            checkMagic(channel, file);
            ChunkWalk walk = ChunkWalk.begin(new FileWindow(channel, channel.size()));
            ChunkVisitor delivery = new ChunkDelivery(visitor);
            while (walk.step(delivery)) {
                // every step delivers a chunk
            }
            return walk.warnings();
        } catch (InternalError e) { // a page of a mapped chunk is not there any more
            throw new XdfException(FileWindow.SHORTER);
        }
    }

    static void checkMagic(FileChannel channel, Path file) throws IOException {
        byte[] magic = Tag.magic();
        ByteBuffer start = ByteBuffer.allocate(magic.length);
        channel.read(start, 0);
        if (!Arrays.equals(start.array(), magic)) {
            throw new XdfException(file + " is not an XDF file: it does not begin with \"XDF:\"");
        }
    }
}
