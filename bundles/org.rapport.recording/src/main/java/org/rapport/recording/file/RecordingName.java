package org.rapport.recording.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.rapport.api.recording.SessionDetails;

/** Names of recordings: none is ever overwritten. */
public final class RecordingName {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss", Locale.ROOT);

    private static final int LONGEST_WORD = 40;

    private RecordingName() {
    }

    /** With the local date and time in place of {@code {time}}. */
    public static Path dated(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace("{time}", TIME.format(LocalDateTime.now())));
    }

    /** The same, with what is known of the session in place of {@code {session}}, {@code {emitter}} and {@code {receiver}}. */
    public static Path of(Path file, SessionDetails details) {
        Path whole = file.getFileSystem().getPath(file.toString().replace("{session}", word(details.session()))
                .replace("{emitter}", word(details.emitter())).replace("{receiver}", word(details.receiver())));
        return dated(whole);
    }

    /** What may be part of a folder's name on every system, and of an entity of BIDS: letters and digits. */
    private static String word(String said) {
        String word = said.replaceAll("[^\\p{L}\\p{N}]", "");
        return word.isEmpty() ? "unknown" : word.substring(0, Math.min(word.length(), LONGEST_WORD));
    }

    /** The name itself, or with -2, -3 and so on added, so that there is no such file. */
    public static Path free(Path wanted) {
        Path free = wanted;
        for (int number = 2; Files.exists(free); number++) {
            free = marked(wanted, String.valueOf(number));
        }
        return free;
    }

    /** {@code out/a.csv} marked with {@code 2} is {@code out/a-2.csv}. */
    public static Path marked(Path file, String mark) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(dot < 1 ? name + "-" + mark : name.substring(0, dot) + "-" + mark + name.substring(dot));
    }
}
