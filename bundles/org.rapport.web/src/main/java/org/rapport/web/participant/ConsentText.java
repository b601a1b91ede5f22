package org.rapport.web.participant;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What participants read before anything is captured: a plain text file in UTF-8. A first line such as {@code version: 3, May
 * 2026} is its version.
 *
 * @param text as it is shown
 * @param version empty if it has none
 * @param sha256 of the file, in hexadecimal
 */
record ConsentText(String text, String version, String sha256) {
    private static final long LONGEST = 100_000;
    private static final Pattern VERSION = Pattern.compile("\\A\\s*version:[ \\t]*(.{1,100}?)[ \\t]*(\\R|\\z)",
            Pattern.CASE_INSENSITIVE);

    /** @throws IOException if it cannot be read; one line that says why */
    static ConsentText read(Path file) throws IOException {
        try {
            if (Files.size(file) > LONGEST) {
                throw new IOException(file + ": a consent text of more than " + LONGEST + " bytes; nobody reads that");
            }
            byte[] bytes = Files.readAllBytes(file);
            String whole = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (whole.isBlank()) {
                throw new IOException(file + ": a consent text without any text");
            }
            return of(whole, bytes);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such consent text", e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": is no text in UTF-8; save it as such", e);
        }
    }

    /** One for who gave none. */
    static ConsentText plain() {
        String text = """
                This page records what you do on it: what you rate, what you answer, and when. Nothing is recorded before you \
                agree.

                You may stop at any time, without giving a reason: close the page, and tell the person who leads the session.
                """;
        return of(text, text.getBytes(StandardCharsets.UTF_8));
    }

    private static ConsentText of(String whole, byte[] bytes) {
        Matcher version = VERSION.matcher(whole);
        boolean said = version.find();
        try {
            return new ConsentText((said ? whole.substring(version.end()) : whole).strip(), said ? version.group(1) : "",
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
