package org.rapport.xdf;

import java.util.HexFormat;

/** The kinds of chunk, and the bytes that mark a file and a boundary. */
final class Tag {
    static final int FILE_HEADER = 1;
    static final int STREAM_HEADER = 2;
    static final int SAMPLES = 3;
    static final int CLOCK_OFFSET = 4;
    static final int BOUNDARY = 5;
    static final int STREAM_FOOTER = 6;

    /** Bytes of a tag. */
    static final int BYTES = Short.BYTES;

    private Tag() {
    }

    /** What every file begins with. */
    static byte[] magic() {
        return new byte[]{'X', 'D', 'F', ':'};
    }

    /** The content of every boundary chunk: a UUID that a reader who lost its way can look for. */
    static byte[] boundary() {
        return HexFormat.of().parseHex("43a546dccbf5410fb30ed5467383cbe4");
    }
}
