package org.rapport.simulation.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;

import org.rapport.simulation.Device;
import org.rapport.simulation.Sensor;
import org.rapport.simulation.Session;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

/**
 * Writes a study: one XDF recording for each session, and {@code study.json} that names them. The same seeds always give
 * the same bytes.
 */
final class StudyWriter {
    private static final int LABEL_RATE = 25;
    /** Recordings alternate between the streams every second, as those of live sessions do. */
    private static final double SLICE_SECONDS = 1;
    private static final int SLICES_BETWEEN_BOUNDARIES = 10;

    private final Path folder;
    private final double seconds;

    /** Writes sessions of this length to a folder that is there. */
    StudyWriter(Path folder, double seconds) {
        this.folder = folder;
        this.seconds = seconds;
    }

    /** Writes one session for each seed; no two share a person. */
    void write(long firstSeed, int sessions, PrintStream progress) throws IOException {
        for (int i = 0; i < sessions; i++) {
            String recording = recording(firstSeed + i);
            record(new Session(firstSeed + i), folder.resolve(recording));
            progress.println(recording + " (" + (i + 1) + " of " + sessions + ")");
        }
        try (Writer file = Files.newBufferedWriter(folder.resolve("study.json"));
                JsonWriter json = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(file)) {
            json.writeObject(description(firstSeed, sessions));
        }
    }

    private static String dyad(long seed) {
        return "dyad-" + number(seed);
    }

    private static String recording(long seed) {
        return dyad(seed) + ".xdf";
    }

    private static String number(long seed) {
        return String.format(Locale.ROOT, "%03d", seed);
    }

    private JsonObject description(long firstSeed, int sessions) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (long seed = firstSeed; seed < firstSeed + sessions; seed++) {
            list.add(Json.createObjectBuilder().add("name", dyad(seed)).add("emitter", "e" + number(seed))
                    .add("receiver", "r" + number(seed)).add("recording", recording(seed)));
        }
        return Json.createObjectBuilder()
                .add("name", folder.getFileName().toString())
                .add("synthetic", true)
                .add("rate", LABEL_RATE)
                .add("generator", Json.createObjectBuilder().add("name", "Rapport simulation").add("seed", firstSeed)
                        .add("seconds", seconds))
                .add("sessions", list)
                .build();
    }

    private void record(Session session, Path file) throws IOException {
        try (XdfWriter writer = new XdfWriter(file)) {
            List<Track> tracks = new ArrayList<>();
            for (Device device : session.devices()) {
                String header = Descriptions.of(device, Descriptions.streamName(device)).toXml();
                tracks.add(new Track(device, writer.addStream(header)));
            }
            for (int slice = 0; slice * SLICE_SECONDS < seconds; slice++) {
                double end = Math.min(seconds, (slice + 1) * SLICE_SECONDS);
                for (Track track : tracks) {
                    track.recordUntil(end);
                }
                if (slice % SLICES_BETWEEN_BOUNDARIES == 0) {
                    for (Track track : tracks) {
                        track.recordOffset(end);
                    }
                    writer.boundary();
                }
            }
        }
    }

    /** One device as it is recorded. */
    private static final class Track {
        private static final int FIRST_CAPACITY = 64;

        private final Sensor sensor;
        private final XdfStreamWriter stream;
        private final float[] next;
        private double nextTime;
        private double[] times = new double[FIRST_CAPACITY];
        private float[] values;

        Track(Device device, XdfStreamWriter stream) {
            this.stream = stream;
            sensor = device.start();
            next = new float[device.stream().channels().size()];
            values = new float[FIRST_CAPACITY * next.length];
            nextTime = sensor.next(next);
        }

        void recordUntil(double end) throws IOException {
            int count = 0;
            while (nextTime < end) {
                if (count == times.length) {
                    times = Arrays.copyOf(times, 2 * times.length);
                    values = Arrays.copyOf(values, 2 * values.length);
                }
                times[count] = nextTime;
                System.arraycopy(next, 0, values, count * next.length, next.length);
                count++;
                nextTime = sensor.next(next);
            }
            stream.write(Arrays.copyOf(times, count), Arrays.copyOf(values, count * next.length));
        }

        /** The simulated devices and the recorder share one clock. */
        void recordOffset(double time) throws IOException {
            stream.write(new ClockOffset(time, 0));
        }
    }
}
