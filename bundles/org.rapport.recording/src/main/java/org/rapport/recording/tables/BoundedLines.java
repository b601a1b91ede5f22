package org.rapport.recording.tables;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Text whose lines, and rows of several lines, have a bounded length and number of cells, so that a file without line breaks, or
 * with a quote that nobody closes, does not fill the memory.
 */
final class BoundedLines extends FilterReader {
    /** Far above the widest table: 100,000 columns of 40 characters. */
    private static final int LONGEST = 4_000_000;
    private static final int MOST_CELLS = 100_000;

    private final char separator;
    private int line;
    private int row;
    private int cells;

    BoundedLines(Reader text, char separator) {
        super(text);
        this.separator = separator;
    }

    /** What is read from here on belongs to the next row; some of it may have been read before. */
    void beginRow() {
        row = 0;
    }

    /** Reads to the end of the line. */
    void skipLine() throws IOException {
        int next = read();
        while (next >= 0 && next != '\n' && next != '\r') {
            next = read();
        }
        if (next == '\r') {
            in.mark(1);
            if (in.read() != '\n') {
                in.reset();
            }
        }
        beginRow();
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
        boolean end = character == '\n' || character == '\r';
        line = end ? 0 : line + 1;
        cells = end ? 0 : character == separator ? cells + 1 : cells;
        row++;
        if (line > LONGEST) {
            throw new IOException("has a line of more than " + LONGEST + " characters; this is not a table");
        }
        if (row > LONGEST) {
            throw new IOException("has a row of more than " + LONGEST + " characters; is a quote open?");
        }
        if (cells > MOST_CELLS) {
            throw new IOException("has a line of more than " + MOST_CELLS + " cells; this is not a table");
        }
    }
}
