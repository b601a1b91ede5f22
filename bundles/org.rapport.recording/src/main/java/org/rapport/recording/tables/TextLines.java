package org.rapport.recording.tables;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.rapport.json.FileFault;

/** The lines of a text file of numbers that is kept in memory as a whole. */
final class TextLines {
    /** Each number takes two characters at least, and two doubles while it is read. */
    private static final int MEMORY_PART = 16;

    private TextLines() {
    }

    /** Takes one line. */
    @FunctionalInterface
    interface Taker {
        /** @param line its number, from 1 */
        void take(int line, String text) throws IOException;
    }

    /** @throws IOException if it cannot be read, or is larger than the memory has room for; one line that says why */
    static void read(Path file, Taker taker) throws IOException {
        if (!Files.isRegularFile(file)) { // a pipe or a device may never end
            throw new FileFault(file + ": is not a regular file");
        }
        long most = Runtime.getRuntime().maxMemory() / MEMORY_PART;
        if (Files.size(file) > most) {
            throw new FileFault(file + ": is larger than " + (most >> 20) + " MB, which the memory has room for; give more with "
                    + "JAVA_OPTS=-Xmx8g");
        }
        int line = 0;
        try (BoundedLines bounded = new BoundedLines(Files.newBufferedReader(file, StandardCharsets.UTF_8), ',');
                BufferedReader text = new BufferedReader(bounded)) {
            for (String one = text.readLine(); one != null; one = text.readLine()) {
                bounded.beginRow();
                taker.take(++line, one);
            }
        } catch (FileFault e) {
            throw e;
        } catch (MalformedInputException e) {
            throw new FileFault(file + ":" + (line + 1) + ": is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            throw new FileFault(file + ":" + (line + 1) + ": " + e.getMessage());
        }
    }
}
