package org.rapport.web.face;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * The files of a gzipped tar archive in the formats of npm (ustar), one after the other. A file longer than is asked for is
 * passed over without being kept. Source: POSIX.1-2017, pax, "ustar Interchange Format".
 */
final class Tarball implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE = 12;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;
    private static final int OCTAL = 8;

    private final InputStream in;
    private long left;
    private long padding;

    /** @throws IOException if it is no gzip file */
    Tarball(InputStream archive) throws IOException {
        in = new GZIPInputStream(archive);
    }

    /** Goes on to the next file and tells its path; empty at the end. */
    String next() throws IOException {
        while (true) {
            in.skipNBytes(left + padding);
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || header.length == BLOCK && header[0] == 0) {
                left = 0;
                padding = 0;
                return "";
            }
            if (header.length < BLOCK) {
                throw new EOFException("it ends in the middle");
            }
            left = size(header);
            padding = (BLOCK - left % BLOCK) % BLOCK;
            char type = (char) header[TYPE_AT];
            if (type == '0' || type == 0) {
                String prefix = text(header, PREFIX_AT, PREFIX);
                return prefix.isEmpty() ? text(header, 0, NAME) : prefix + "/" + text(header, 0, NAME);
            }
        }
    }

    /**
     * The content of the present file.
     *
     * @throws IOException if it is longer than {@code most} bytes, or cut off
     */
    byte[] content(int most) throws IOException {
        if (left > most) {
            throw new IOException("a file in it is longer than it may be: " + left + " bytes");
        }
        byte[] content = in.readNBytes((int) left);
        if (content.length < left) {
            throw new EOFException("it ends in the middle");
        }
        left = 0;
        return content;
    }

    private static long size(byte[] header) throws IOException {
        try {
            return Long.parseUnsignedLong(text(header, SIZE_AT, SIZE).strip(), OCTAL);
        } catch (NumberFormatException e) {
            throw new IOException("it is no tar archive", e);
        }
    }

    private static String text(byte[] header, int from, int most) {
        int length = 0;
        while (length < most && header[from + length] != 0) {
            length++;
        }
        return new String(header, from, length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
