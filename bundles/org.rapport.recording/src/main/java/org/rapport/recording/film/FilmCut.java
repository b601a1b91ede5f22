package org.rapport.recording.film;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfStream;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

/**
 * Writes what was recorded while a film ran as a recording of its own, whose times are seconds of the film. What came while the
 * film stood still is left out. A rating holds until the next one, so each stretch begins with the one that held.
 */
final class FilmCut {
    /** How bookkeeping of a recording is called, which tells of the whole of it. */
    private static final String BOOKKEEPING = "rapport-";
    private static final int CHUNK = 1 << 16;

    private final List<XdfStream> streams;

    /** @param streams of a recording, with times on its clock */
    FilmCut(List<XdfStream> streams) {
        this.streams = streams.stream().filter(stream -> !stream.name().startsWith(BOOKKEEPING)).toList();
    }

    /**
     * Writes one film.
     *
     * @return how many streams have samples in it
     * @throws java.nio.file.FileAlreadyExistsException if the file exists
     */
    int write(FilmShowing showing, Path file) throws IOException {
        int streamsWithSamples = 0;
        try (XdfWriter writer = new XdfWriter(file, Map.of("film", showing.film()))) {
            for (XdfStream stream : streams) {
                if (showing.stretches().stream().noneMatch(stretch -> hasSamples(stream, stretch))) {
                    continue;
                }
                XdfStreamWriter out = writer.addStream(stream.header());
                for (FilmStretch stretch : showing.stretches()) {
                    write(stream, stretch, out);
                }
                streamsWithSamples++;
                writer.boundary();
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return streamsWithSamples;
    }

    private static boolean hasSamples(XdfStream stream, FilmStretch stretch) {
        return Arrays.stream(stream.times()).anyMatch(stretch::holds) || held(stream, stretch) >= 0;
    }

    /** The number of the rating that held when a stretch began; negative if there is none. */
    private static int held(XdfStream stream, FilmStretch stretch) {
        boolean holds = stream.rate() == 0 && stream.format() != XdfFormat.STRING && stream.type().equals("Label");
        int held = -1;
        for (int i = 0; holds && i < stream.samples() && stream.times()[i] < stretch.from(); i++) {
            held = i;
        }
        return held;
    }

    private static void write(XdfStream stream, FilmStretch stretch, XdfStreamWriter out) throws IOException {
        double[] times = stream.times();
        int held = held(stream, stretch);
        if (held >= 0) {
            out.write(new double[]{stretch.filmTime(stretch.from())}, stream.values(), held);
        }
        for (int from = 0; from < times.length; from++) {
            int to = from;
            while (to < times.length && to - from < CHUNK && stretch.holds(times[to])) {
                to++;
            }
            if (to > from) {
                out.write(Arrays.stream(times, from, to).map(stretch::filmTime).toArray(), stream.values(), from);
                from = to - 1;
            }
        }
    }
}
