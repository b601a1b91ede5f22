package org.rapport.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes what might come from a broken or hostile writer out of what comes from good ones; the same each time. Half of what it
 * makes has bytes deleted, repeated, replaced or spliced; the other half has whole words (numbers, texts in quotes, names)
 * replaced, so that its form stays sound and its content is wild.
 */
public final class Mutator {
    private static final List<byte[]> NASTY = bytes("\r\n", "\n", "\0", " ", ":", ";", "/", "<", "&#0;", "<!DOCTYPE a [", "]]>",
            "-1", "0", "1", "2147483648", "99999999999999999999", "NaN", "1e999", "-0", "[", "(", "//*", "'", "\"", "{", "}", "=",
            ",", "\t", "\u00ff\u00ff\u00ff\u00ff", "\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "\u0008", "\u0004",
            "\u0002", "\u00c3", "\u00ef\u00bb\u00bf", "\u00ff\u00fe");
    private static final List<byte[]> WORDS = bytes("-1", "0", "0.5", "1e-300", "1e30", "1e308", "2147483647", "2147483648",
            "-2147483648", "4611686018427387904", "9223372036854775807", "9223372036854775808", "1e999", "NaN", "Infinity",
            "null", "true", "[]", "{}", "[[]]", "\"\"", "\" \"", "\"NaN\"", "\"-1\"", "\"1e30\"", "\"a\\u0000b\"", "\"\\ud800\"",
            "\"\\u202e\\n\"", "\"/dev/zero\"", "\"/proc/self/mem\"", "\"..\"", "\"../../../..\"", "\"~\"", "\"*\"", "\"{\"",
            "\"{a}{b}{c}\"", "\"$9\"", "\"(a+)+$\"", "\"(((((((((((.*)*)*)*)*)*)*)*)*)*)*\"", "\"[\"", "\"\\\\\"", "\"%s%n\"",
            "65535", "16777217", "1000000000");
    private static final Pattern WORD = Pattern
            .compile("\"[^\"\\\\\\r\\n]*+(?:\\\\.[^\"\\\\\\r\\n]*+){0,200}\"|-?[0-9][0-9.eE+-]*|\\w+");
    /** More words than this are in no seed of a size that can be tried often. */
    private static final int MOST_BYTES_OF_WORDS = 1 << 16;

    private final Random random;
    private final List<byte[]> seeds;
    private final List<byte[]> words = new ArrayList<>(WORDS);
    private final int maxBytes;

    /**
     * @param seed the same one makes the same inputs
     * @param seeds sound inputs
     * @param maxBytes the longest input that is made
     */
    public Mutator(long seed, List<byte[]> seeds, int maxBytes) {
        random = new Random(seed);
        this.seeds = List.copyOf(seeds);
        this.maxBytes = maxBytes;
        for (byte[] one : seeds) {
            String text = text(one);
            words(text).forEach(word -> words.add(word.group().getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    private static List<byte[]> bytes(String... texts) {
        return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, MOST_BYTES_OF_WORDS), StandardCharsets.ISO_8859_1);
    }

    private static List<MatchResult> words(String text) {
        return WORD.matcher(text).results().toList();
    }

    /** The next input. */
    public byte[] next() {
        return mutate(any(seeds));
    }

    /** What a broken writer might make of one sound input. */
    public byte[] mutate(byte[] sound) {
        byte[] bytes = sound.clone();
        boolean whole = random.nextBoolean();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = whole ? replaceWord(bytes) : damage(bytes);
        }
        return bytes.length > maxBytes ? Arrays.copyOf(bytes, maxBytes) : bytes;
    }

    private byte[] any(List<byte[]> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private byte[] replaceWord(byte[] bytes) {
        List<MatchResult> found = words(text(bytes));
        if (found.isEmpty()) {
            return damage(bytes);
        }
        MatchResult word = found.get(random.nextInt(found.size()));
        return replace(bytes, word.start(), word.end(), any(words));
    }

    private byte[] damage(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(16));
        return switch (random.nextInt(8)) {
            case 0 -> replace(bytes, from, to, new byte[0]);
            case 1 -> replace(bytes, from, to, any(NASTY));
            case 2 -> replace(bytes, from, from, any(NASTY));
            case 3 -> replace(bytes, from, to, noise());
            case 4 -> replace(bytes, from, from, repeat(Arrays.copyOfRange(bytes, from, to)));
            case 5 -> replace(bytes, from, from, repeat(any(NASTY)));
            case 6 -> Arrays.copyOf(bytes, from);
            default -> splice(bytes, from);
        };
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(9)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] repeat(byte[] bytes) {
        int times = 1 << random.nextInt(11);
        byte[] all = new byte[Math.min(maxBytes, times * bytes.length)];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes[i % bytes.length];
        }
        return all;
    }

    private byte[] splice(byte[] bytes, int at) {
        byte[] other = any(seeds);
        return replace(bytes, at, bytes.length, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(bytes, 0, from);
        result.writeBytes(by);
        result.write(bytes, to, bytes.length - to);
        return result.toByteArray();
    }
}
