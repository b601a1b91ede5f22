package org.rapport.xdf;

import java.util.Locale;
import java.util.Optional;

/** The types of value that a stream can have (specification: {@code channel_format}). */
public enum XdfFormat {
    /** Numbers of 4 bytes (IEEE 754). */
    FLOAT32(Float.BYTES),
    /** Numbers of 8 bytes (IEEE 754). */
    DOUBLE64(Double.BYTES),
    /** Whole numbers of 1 byte, from -128 to 127. */
    INT8(Byte.BYTES),
    /** Whole numbers of 2 bytes. */
    INT16(Short.BYTES),
    /** Whole numbers of 4 bytes. */
    INT32(Integer.BYTES),
    /** Whole numbers of 8 bytes. */
    INT64(Long.BYTES),
    /** UTF-8 text of any length. */
    STRING(0);

    private final int bytes;

    XdfFormat(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes that a value takes in the file; 0 if that depends on the value. */
    int bytes() {
        return bytes;
    }

    /** Its name in a stream header. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<XdfFormat> of(String word) {
        for (XdfFormat format : values()) {
            if (format.word().equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
