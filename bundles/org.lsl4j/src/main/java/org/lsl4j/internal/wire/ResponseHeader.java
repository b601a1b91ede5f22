package org.lsl4j.internal.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.lsl4j.internal.base.Limits;

/** The lines that an outlet's answer begins with, up to an empty one. */
public final class ResponseHeader {
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int length;

    /**
     * Reads of it what has come.
     *
     * @return whether that is all
     * @throws IOException if it is too long
     */
    public boolean read(FeedInput input) throws IOException {
        while (input.has(1)) {
            if (++length > Limits.HEADER || lines.size() > Limits.HEADER_LINES) {
                throw new IOException("the outlet's answer has no end within " + Limits.HEADER_LINES + " lines");
            }
            char next = (char) Byte.toUnsignedInt(input.bytes().get());
            if (next != '\n') {
                line.append(next);
            } else if (line.toString().isBlank()) {
                return true;
            } else {
                endLine();
            }
        }
        return false;
    }

    private void endLine() {
        lines.add(line.toString().strip());
        line.setLength(0);
    }

    /** What has come of it; refusals come without a line end. */
    public List<String> lines() {
        if (!line.toString().isBlank()) {
            endLine();
        }
        return lines;
    }
}
