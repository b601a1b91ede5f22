package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reads a recording of 48 MB in a Java of its own, the heap of which has no room for a second copy, or not even for one. */
class MemoryTest {
    private static final int CHANNELS = 64;
    private static final int CHUNK_SAMPLES = 100;
    private static final int CHUNKS = 1900;

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("r.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter stream = writer.addStream(Headers.of(XdfFormat.FLOAT32, CHANNELS, 1000));
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                stream.write(new double[CHUNK_SAMPLES], new float[CHUNK_SAMPLES * CHANNELS]);
            }
        }
        assertThat(Files.size(file)).isGreaterThan(48_000_000);
    }

    /** Reads a file and prints how many values it has. */
    static final class Reading {
        private Reading() {
        }

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[1]);
            System.out.print(arguments[0].equals("whole") ? XdfReader.read(file).streams().get(0).values().floats().length
                    : visited(file));
        }

        private static long visited(Path file) throws IOException {
            long[] count = new long[1];
            XdfReader.read(file, new XdfVisitor() {
                @Override
                public void stream(int id, String xml, StreamHeader header) {
                    // only the samples matter
                }

                @Override
                public void samples(int id, double[] times, XdfValues values) {
                    count[0] += values.floats().length;
                }
            });
            return count[0];
        }
    }

    private String readWith(String heap, String way) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData", "-XX:+UseG1GC", "-Xmx" + heap, "-XX:MaxDirectMemorySize=8m", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Reading.class.getName(),
                way, file.toString()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        process.waitFor();
        return Files.readString(out);
    }

    @Test
    @Timeout(60)
    void aFileTakesTheMemoryOfItsArrays() throws Exception {
        assertThat(readWith("64m", "whole")).isEqualTo(Integer.toString(CHUNKS * CHUNK_SAMPLES * CHANNELS));
    }

    @Test
    @Timeout(60)
    void aFileOfAnySizeIsReadChunkByChunk() throws Exception {
        assertThat(readWith("12m", "visited")).isEqualTo(Integer.toString(CHUNKS * CHUNK_SAMPLES * CHANNELS));
    }
}
