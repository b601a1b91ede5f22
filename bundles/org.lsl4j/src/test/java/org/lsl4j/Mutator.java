package org.lsl4j;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes what might come from a broken or hostile peer out of what comes from good ones; the same each time. */
final class Mutator {
    private static final int MAX_BYTES = 8_192;
    private static final List<byte[]> NASTY = List.of("\r\n", "\n", "\0", " ", ":", ";", "/", "<", "&#0;", "<!DOCTYPE a [",
            "]]>", "-1", "0", "1", "2147483648", "99999999999999999999", "NaN", "1e999", "-0", "[", "(", "//*", "'", "\"", "{",
                    "}",
            "=", "\u00ff\u00ff\u00ff\u00ff", "\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "\u0008", "\u0004", "\u0002",
                    "\u00c3")
            .stream().map(text -> text.getBytes(StandardCharsets.ISO_8859_1)).toList();

    private final Random random;
    private final List<byte[]> seeds;

    Mutator(long seed, List<byte[]> seeds) {
        random = new Random(seed);
        this.seeds = seeds;
    }

    byte[] next() {
        byte[] bytes = any(seeds).clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = mutate(bytes);
        }
        return bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
    }

    private byte[] any(List<byte[]> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private byte[] mutate(byte[] bytes) {
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
        byte[] all = new byte[Math.min(MAX_BYTES, times * bytes.length)];
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
