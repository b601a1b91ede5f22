package org.rapport.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pipeline file that somebody works on, well and badly, and puts back as it was. */
final class PipelineFile {
    private final Path file;
    private final String text;

    PipelineFile(Path file) throws IOException {
        this.file = file;
        text = Files.readString(file);
    }

    String name() {
        return file.getFileName().toString();
    }

    /** As an editor's save in two steps, a full disk or a network share leaves it. */
    Trouble halfWritten(double part) {
        int end = 2 + (int) (part * (text.lastIndexOf('}') - 2));
        return trouble("ends after " + end + " of its " + text.length() + " characters", text.substring(0, end)).told(Session.RUN,
                name() + ":\\d+", 3);
    }

    Trouble edit(String old, String now) {
        return trouble("has " + now + " for " + old, text.replaceFirst(old, now));
    }

    Trouble gone() {
        return Trouble.of(name() + " is deleted", name(), () -> Files.delete(file), () -> Files.writeString(file, text))
                .told(Session.RUN, "pipeline " + name().replace(".json", "") + " stopped: its file is gone", 1);
    }

    private Trouble trouble(String words, String content) {
        return Trouble.of(name() + " " + words, name(), () -> Files.writeString(file, content),
                () -> Files.writeString(file, text));
    }
}
