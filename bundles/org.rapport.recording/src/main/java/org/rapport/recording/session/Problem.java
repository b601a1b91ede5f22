package org.rapport.recording.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What a failed access to a file means, in words for the user. */
public final class Problem {
    private Problem() {
    }

    /** What it means for a recording that was being written: the end of a sentence that begins with its file. */
    public static String ending(IOException e) {
        return e instanceof NoSuchFileException ? "was removed or moved while it was being recorded"
                : "cannot be written any more; what it holds is safe: " + of(e);
    }

    /** The reason in one line. Java's own message of some of these exceptions is nothing but the file's name. */
    public static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission for " + e.getMessage();
        }
        if (e instanceof NoSuchFileException) {
            return "there is no " + e.getMessage();
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file already, where a new one or a folder is wanted: " + e.getMessage();
        }
        boolean onlyNamesTheFile = e instanceof FileSystemException problem && problem.getReason() == null;
        return onlyNamesTheFile ? e.getClass().getSimpleName() + ": " + e.getMessage() : e.getMessage();
    }
}
