package org.rapport.xdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * How many samples the footers at the end of a file say that its streams have: known before anything else is read, and not to be
 * relied on.
 */
final class FooterCounts {
    private static final int TAIL_BYTES = 1 << 16;
    private static final String BEGIN = "<sample_count>";
    private static final String END = "</sample_count>";
    private static final String FOOTER = (char) Tag.STREAM_FOOTER + "\0";

    private FooterCounts() {
    }

    /** By the number of the stream; empty if the file was not closed. */
    static Map<Integer, Long> of(FileWindow file) throws IOException {
        byte[] tail = new byte[(int) Math.min(TAIL_BYTES, file.size())];
        file.bytes(file.size() - tail.length, tail.length).get(tail);
        String text = new String(tail, StandardCharsets.ISO_8859_1);
        Map<Integer, Long> counts = new HashMap<>();
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            int footer = beginOfFooter(text, at);
            int end = text.indexOf(END, at);
            if (footer >= 0 && end >= 0) {
                try {
                    counts.put(stream(text, footer), Long.parseLong(text.substring(at + BEGIN.length(), end)));
                } catch (NumberFormatException e) {
                    // nothing is known, then
                }
            }
        }
        return counts;
    }

    /** Where the tag of the chunk is in which a text stands; negative if that is not to be seen. */
    private static int beginOfFooter(String text, int at) {
        int footer = text.lastIndexOf(FOOTER, at);
        while (footer >= 0 && text.charAt(footer + Tag.BYTES + Integer.BYTES) != '<') {
            footer = text.lastIndexOf(FOOTER, footer - 1);
        }
        return footer;
    }

    private static int stream(String text, int footer) {
        int id = 0;
        for (int i = Integer.BYTES - 1; i >= 0; i--) {
            id = id << Byte.SIZE | text.charAt(footer + Tag.BYTES + i);
        }
        return id;
    }
}
