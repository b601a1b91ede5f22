package org.rapport.simulation.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.rapport.simulation.SimulatedDevice;
import org.rapport.simulation.Sensor;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

/**
 * Records devices, in one XDF file after the other; each file goes on where the one before ended. Used by one thread.
 */
final class StudyRecorder {
    /** Recordings alternate between the streams every second, as those of live sessions do. */
    private static final double SLICE_SECONDS = 1;
    private static final int SLICES_BETWEEN_BOUNDARIES = 10;

    private final List<Track> tracks;

    StudyRecorder(List<SimulatedDevice> devices) {
        tracks = devices.stream().map(Track::new).toList();
    }

    /**
     * Writes a file.
     *
     * @param start when it begins, in seconds since the devices began; its own times count from here
     * @param seconds how long it is
     * @param others devices that begin with the file
     */
    void record(Path file, double start, double seconds, List<SimulatedDevice> others) throws IOException {
        List<Track> own = others.stream().map(Track::new).toList();
        try (XdfWriter writer = new XdfWriter(file)) {
            List<Running> running = new ArrayList<>();
            for (Track track : tracks) {
                running.add(new Running(track, writer.addStream(track.header()), start));
            }
            for (Track track : own) {
                running.add(new Running(track, writer.addStream(track.header()), 0));
            }
            for (int slice = 0; slice * SLICE_SECONDS < seconds; slice++) {
                double end = Math.min(seconds, (slice + 1) * SLICE_SECONDS);
                for (Running one : running) {
                    one.track.recordUntil(end, one.start, one.stream);
                }
                if (slice % SLICES_BETWEEN_BOUNDARIES == 0) {
                    for (Running one : running) {
                        one.stream.write(new ClockOffset(end, 0)); // the simulated devices and the recorder share one clock
                    }
                    writer.boundary();
                }
            }
        }
    }

    /** A device, where it is recorded, and when the recording began on its clock. */
    private record Running(Track track, XdfStreamWriter stream, double start) {
    }

    /** What one device sends. */
    private static final class Track {
        private static final int FIRST_CAPACITY = 64;

        private final SimulatedDevice device;
        private final Sensor sensor;
        private final float[] next;
        private double nextTime;
        private double[] times = new double[FIRST_CAPACITY];
        private float[] values;

        Track(SimulatedDevice device) {
            this.device = device;
            sensor = device.start();
            next = new float[device.stream().channels().size()];
            values = new float[FIRST_CAPACITY * next.length];
            nextTime = sensor.next(next);
        }

        String header() {
            return Descriptions.of(device, Descriptions.streamName(device)).toXml();
        }

        void recordUntil(double end, double start, XdfStreamWriter stream) throws IOException {
            int count = 0;
            while (nextTime - start < end) {
                if (count == times.length) {
                    times = Arrays.copyOf(times, 2 * times.length);
                    values = Arrays.copyOf(values, 2 * values.length);
                }
                times[count] = nextTime - start;
                System.arraycopy(next, 0, values, count * next.length, next.length);
                count++;
                nextTime = sensor.next(next);
            }
            stream.write(Arrays.copyOf(times, count), Arrays.copyOf(values, count * next.length));
        }
    }
}
