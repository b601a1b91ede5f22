package org.rapport.xdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies what can be read of a damaged file into a sound one, chunk by chunk, so that a file of any size can be salvaged. */
public final class XdfSalvage {
    private static final int CHUNKS_BETWEEN_BOUNDARIES = 256;

    private XdfSalvage() {
    }

    /**
     * What became of a file.
     *
     * @param streams what was kept, in the order of the file
     * @param warnings what is damaged or missing, one line each; empty if the file was sound
     */
    public record Report(List<KeptStream> streams, List<String> warnings) {
        public Report {
            streams = List.copyOf(streams);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * One stream of the new file. It keeps its number: other streams may refer to it.
     *
     * @param header XML
     * @param samples how many it has
     * @param withoutTime how many were left out because their time stamps depend on samples that are lost
     */
    public record KeptStream(String header, String name, long samples, long withoutTime) {
    }

    /** A stream on its way from one file to the other. */
    private static final class Copy {
        private final String header;
        private final String name;
        private final XdfStreamWriter writer;
        private boolean stamped;
        private long samples;
        private long withoutTime;

        Copy(String header, String name, XdfStreamWriter writer) {
            this.header = header;
            this.name = name;
            this.writer = writer;
        }

        void add(double[] times, XdfValues values) throws IOException {
            int first = 0;
            // a stamp left out would be derived from the wrong sample; before the first stamp of all, nothing can be derived
            while (stamped && first < times.length && Double.isNaN(times[first])) {
                first++;
            }
            writer.write(Arrays.copyOfRange(times, first, times.length), values, first);
            samples += times.length - first;
            withoutTime += first;
            stamped |= times.length > 0 && !Double.isNaN(times[times.length - 1]);
        }
    }

    /**
     * Writes a sound file; the damaged one stays as it is.
     *
     * @throws java.nio.file.FileAlreadyExistsException if {@code sound} exists
     * @throws XdfException if {@code damaged} is no XDF file
     * @throws IOException if one cannot be read or the other not be written; nothing of the new file is left then
     */
    public static Report salvage(Path damaged, Path sound) throws IOException {
        XdfWriter writer = new XdfWriter(sound);
        try (writer) {
            Copier copier = new Copier(writer);
            List<String> warnings = XdfReader.read(damaged, copier);
            return new Report(copier.kept(), warnings);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(sound);
            throw e;
        }
    }

    /** Hands on what is read to the writer. */
    private static final class Copier implements XdfVisitor {
        private final XdfWriter writer;
        private final Map<Integer, Copy> copies = new LinkedHashMap<>();
        private int chunks;

        Copier(XdfWriter writer) {
            this.writer = writer;
        }

        @Override
        public void stream(int id, String xml, StreamHeader header) throws IOException {
            copies.put(id, new Copy(xml, header.name(), writer.addStream(id, xml)));
        }

        @Override
        public void samples(int id, double[] times, XdfValues values) throws IOException {
            copies.get(id).add(times, values);
            if (++chunks % CHUNKS_BETWEEN_BOUNDARIES == 0) {
                writer.boundary();
            }
        }

        @Override
        public void clockOffset(int id, ClockOffset offset) throws IOException {
            copies.get(id).writer.write(offset);
        }

        List<KeptStream> kept() {
            return copies.values().stream().map(copy -> new KeptStream(copy.header, copy.name, copy.samples, copy.withoutTime))
                    .toList();
        }
    }
}
