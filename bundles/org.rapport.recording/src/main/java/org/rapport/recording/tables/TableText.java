package org.rapport.recording.tables;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.json.FileFault;

/** The text of a table's file: a byte order mark tells its encoding, a line such as {@code sep=;} its separator. */
final class TableText {
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Pattern SEPARATOR = Pattern.compile("\"?sep=(.)\"?");
    private static final int LONGEST_SEPARATOR_LINE = 16;

    private TableText() {
    }

    /**
     * The text without its mark. What is no text of its encoding is an exception of the reader.
     *
     * @param said the encoding, where it is known
     */
    static Reader open(Path file, Optional<Charset> said) throws IOException {
        if (!Files.isRegularFile(file)) { // a pipe or a device may never end
            throw new FileFault(file + (Files.exists(file) ? ": is not a regular file" : ": there is no such file"));
        }
        PushbackInputStream bytes = new PushbackInputStream(Files.newInputStream(file), UTF_8_MARK.length);
        try {
            Charset marked = marked(bytes);
            return new BufferedReader(new InputStreamReader(bytes, said.orElse(marked).newDecoder()));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static Charset marked(PushbackInputStream bytes) throws IOException {
        byte[] first = ((InputStream) bytes).readNBytes(UTF_8_MARK.length);
        int mark = 0;
        Charset charset = StandardCharsets.UTF_8;
        if (first.length >= 2 && (first[0] & 0xFF) == 0xFF && (first[1] & 0xFF) == 0xFE) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (first.length >= 2 && (first[0] & 0xFF) == 0xFE && (first[1] & 0xFF) == 0xFF) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        } else if (Arrays.equals(first, UTF_8_MARK)) {
            mark = first.length;
        }
        bytes.unread(first, mark, first.length - mark);
        return charset;
    }

    /** The separator that the first line says, if it is one that spreadsheets read as {@code sep=}. */
    static Optional<Character> separator(Path file, Optional<Charset> said) throws IOException {
        StringBuilder line = new StringBuilder();
        try (Reader text = open(file, said)) {
            int next = text.read();
            while (next >= 0 && next != '\n' && next != '\r' && line.length() < LONGEST_SEPARATOR_LINE) {
                line.append((char) next);
                next = text.read();
            }
        } catch (CharacterCodingException e) {
            return Optional.empty(); // is told where the table itself is read
        }
        Matcher separator = SEPARATOR.matcher(line);
        return separator.matches() ? Optional.of(separator.group(1).charAt(0)) : Optional.empty();
    }
}
