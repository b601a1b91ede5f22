package org.rapport.training.data;

import java.nio.file.Path;

/**
 * Something with recorded streams.
 *
 * @param path a file, or a folder of tables
 * @param description of a table whose meaning stands in study.json: JSON as in a {@code streams.json}; empty for what says
 *        itself what it is
 */
public record RecordingSource(Path path, String description) {

    /** A file or folder that says itself what it holds. */
    public RecordingSource(Path path) {
        this(path, "");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
