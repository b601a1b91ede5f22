package org.rapport.recording.session;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Text whose lines have a bounded length, so that a file without line breaks does not fill the memory. */
final class BoundedLines extends FilterReader {
    /** Far above the widest table: 100,000 columns of 40 characters. */
    private static final int LONGEST = 4_000_000;

    private int length;

    BoundedLines(Reader text) {
        super(text);
    }

    @Override
    public int read() throws IOException {
        int character = super.read();
        count((char) character);
        return character;
    }

    @Override
    public int read(char[] buffer, int offset, int count) throws IOException {
        int read = super.read(buffer, offset, count);
        for (int i = offset; i < offset + read; i++) {
            count(buffer[i]);
        }
        return read;
    }

    private void count(char character) throws IOException {
        length = character == '\n' || character == '\r' ? 0 : length + 1;
        if (length > LONGEST) {
            throw new IOException("has a line of more than " + LONGEST + " characters; this is no table");
        }
    }
}
