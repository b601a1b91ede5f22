package org.rapport.simulation;

import java.util.Arrays;
import java.util.List;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/**
 * A screen-based eye tracker: gaze (pixels), duration of the last fixation (s), position of the eyes (mm) and size of the
 * pupils (mm). While the eyes are shut it sees nothing.
 */
final class EyeTracker implements Sensor {
    static final double RATE = 60;

    private static final double JITTER = 0.0003;

    private final CaptureTimes times;
    private final Blinks blinks;
    private final Fixations fixations;
    private final List<Trace> traces;

    EyeTracker(SimulatedReceiver receiver, Seed seed) {
        times = new CaptureTimes(seed.random("times"), RATE, JITTER, 0);
        blinks = new Blinks(receiver.seed());
        fixations = new Fixations(receiver, seed.random("fixations"));
        Latent contact = receiver.contact();
        Wave sway = new Wave(seed.random("sway"), 0.05, 0.5);
        traces = List.of(new Trace(seed.random("x"), time -> fixations.x(), 8),
                new Trace(seed.random("y"), time -> fixations.y(), 8),
                new Trace(seed.random("duration"), time -> fixations.lastDuration(), 0.005),
                new Trace(seed.random("left x"), time -> -31 + 6 * sway.at(time), 1),
                new Trace(seed.random("left y"), time -> 12 + 3 * sway.at(time + 2), 1),
                new Trace(seed.random("left z"), time -> distance(contact, time), 4),
                new Trace(seed.random("right x"), time -> 31 + 6 * sway.at(time), 1),
                new Trace(seed.random("right y"), time -> 12 + 3 * sway.at(time + 2), 1),
                new Trace(seed.random("right z"), time -> distance(contact, time), 4),
                new Trace(seed.random("left pupil"), time -> 3.2 + 0.4 * contact.at(time), 0.12),
                new Trace(seed.random("right pupil"), time -> 3.2 + 0.4 * contact.at(time), 0.12));
    }

    /** What it sends. */
    static List<Channel> channels() {
        return List.of(channel("gaze_x", "px"), channel("gaze_y", "px"), channel("fixation_duration", "s"),
                channel("left_eye_x", "mm"), channel("left_eye_y", "mm"), channel("left_eye_z", "mm"),
                channel("right_eye_x", "mm"), channel("right_eye_y", "mm"), channel("right_eye_z", "mm"),
                channel("left_pupil", "mm"), channel("right_pupil", "mm"));
    }

    private static Channel channel(String label, String unit) {
        return new Channel(Role.RECEIVER, "Gaze", label, unit, "", Scale.CONTINUOUS);
    }

    /** From the screen, in millimetres: who seeks contact leans forward. */
    private static double distance(Latent contact, double time) {
        return 620 - 25 * contact.at(time);
    }

    @Override
    public double next(float[] values) {
        double time = times.next();
        fixations.advance(time);
        if (blinks.at(time)) {
            Arrays.fill(values, Float.NaN);
            return time;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) traces.get(i).at(time);
        }
        return time;
    }
}
