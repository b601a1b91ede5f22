package org.lsl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The native library that the Python of {@code rapport.python} brings. It takes settings once in the life of a process, so
 * all tests that call it from Java share these.
 */
final class NativeSetup {
    public static final LslConfig CONFIG = Loopback.config().nativeLibrary(isThere() ? library("rapport.python") : "").build();

    private NativeSetup() {
    }

    public static boolean isThere() {
        return System.getProperty("rapport.python") != null;
    }

    /** The path of the library that the Python named by a property brings. */
    public static String library(String property) {
        try {
            Process python = new ProcessBuilder(System.getProperty(property),
                    Path.of("src/test/python/native_peer.py").toAbsolutePath().toString(), "library").start();
            return new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
