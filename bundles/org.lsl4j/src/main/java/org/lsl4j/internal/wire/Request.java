package org.lsl4j.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client asks of an outlet's data port.
 *
 * @param method the first word of the first line, such as {@code LSL:fullinfo}
 * @param argument the rest of the first line
 * @param lines the lines after the first, without the empty one that ends them
 */
public record Request(String method, String argument, List<String> lines) {
    public static final String FULL_INFO = "LSL:fullinfo";
    public static final String SHORT_INFO = "LSL:shortinfo";
    public static final String FEED = "LSL:streamfeed";

    /** Whether it asks for samples in data protocol 1.10 or later. */
    public boolean isFeed() {
        return method.startsWith(FEED + "/");
    }

    /** The protocol version it names, 0 if none. */
    public int version() {
        try {
            return isFeed() ? Math.max(0, Integer.parseInt(method.substring(FEED.length() + 1))) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * Reads a request from what has arrived so far.
     *
     * @param bytes from 0 to the position; not changed
     * @return null if it has not all arrived
     */
    public static Request parse(ByteBuffer bytes) {
        List<String> lines = completeLines(bytes);
        if (lines.isEmpty()) {
            return null;
        }
        String[] words = lines.get(0).strip().split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        List<String> rest = lines.subList(1, lines.size());
        Request request = new Request(words[0], argument, rest);
        if (request.isFeed()) {
            int end = rest.indexOf("");
            return end < 0 ? null : new Request(words[0], argument, rest.subList(0, end));
        }
        boolean needsSecondLine = request.method.equals(SHORT_INFO) || request.method.equals(FEED);
        return needsSecondLine && rest.isEmpty() ? null : request;
    }

    private static List<String> completeLines(ByteBuffer bytes) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) == '\n') {
                int end = i > start && bytes.get(i - 1) == '\r' ? i - 1 : i;
                byte[] line = new byte[end - start];
                bytes.get(start, line);
                lines.add(new String(line, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return lines;
    }
}
