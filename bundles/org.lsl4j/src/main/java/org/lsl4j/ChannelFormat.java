package org.lsl4j;

import java.util.Arrays;

/** The type of a stream's values; all its channels share it. */
public enum ChannelFormat {
    /** IEEE 754 single precision. */
    FLOAT32("float32", 4),
    /** IEEE 754 double precision. */
    DOUBLE64("double64", 8),
    /** Text of any length, UTF-8 on the wire. */
    STRING("string", 0),
    /** Two's complement, as all integers here. */
    INT32("int32", 4),
    /** 16 bits. */
    INT16("int16", 2),
    /** 8 bits. */
    INT8("int8", 1),
    /** 64 bits. */
    INT64("int64", 8);

    private final String text;
    private final int bytes;

    ChannelFormat(String text, int bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /** Its name in a stream's XML, such as {@code float32}. */
    public String text() {
        return text;
    }

    /** Bytes one value takes, 0 for {@link #STRING}. */
    public int bytes() {
        return bytes;
    }

    /** Whether values are IEEE 754 numbers, which can be NaN. */
    public boolean isFloating() {
        return this == FLOAT32 || this == DOUBLE64;
    }

    /**
     * The format that XML calls {@code text}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ChannelFormat parse(String text) {
        return Arrays.stream(values()).filter(format -> format.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no channel format is called '" + text + "'"));
    }
}
