package org.rapport.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/**
 * A webcam with OpenFace 2 behind it: confidence, gaze (rad), and action units as intensity (0 to 5) and presence (0, 1).
 * Now and then it loses the face for a moment: success is then 0, and so is everything else but the confidence.
 */
final class Webcam implements Sensor {
    static final double RATE = 30;

    private static final String EXTRACTOR = "OpenFace 2";
    /** The action units whose intensity OpenFace 2 estimates. */
    private static final List<String> INTENSITIES = List.of("AU01", "AU02", "AU04", "AU05", "AU06", "AU07", "AU09", "AU10",
            "AU12", "AU14", "AU15", "AU17", "AU20", "AU23", "AU25", "AU26", "AU45");
    /** Those whose presence it detects. */
    private static final List<String> PRESENCES = List.of("AU01", "AU02", "AU04", "AU05", "AU06", "AU07", "AU09", "AU10", "AU12",
            "AU14", "AU15", "AU17", "AU20", "AU23", "AU25", "AU26", "AU28", "AU45");
    private static final List<String> DIRECTIONS = List.of("gaze_0_x", "gaze_0_y", "gaze_0_z", "gaze_1_x", "gaze_1_y",
            "gaze_1_z");
    private static final List<String> ANGLES = List.of("gaze_angle_x", "gaze_angle_y");

    private static final double JITTER = 0.003;
    private static final double DROPPED = 0.003;
    private static final double INTENSITY_NOISE = 0.3;
    private static final double GAZE_NOISE = 0.04;
    private static final double PRESENT = 1;
    private static final double SHUT = 2.5;
    /** Half the angle between the two eyes' directions. */
    private static final double VERGENCE = 0.04;

    private final CaptureTimes times;
    private final Random random;
    private final Blinks blinks;
    private final Episodes losses;
    private final Trace horizontal;
    private final Trace vertical;
    private final List<Trace> intensities = new ArrayList<>();

    /** A camera on one person; {@code seed} is what its own randomness grows from. */
    Webcam(Expression expression, Seed seed) {
        random = seed.random("measurement");
        times = new CaptureTimes(seed.random("times"), RATE, JITTER, DROPPED);
        blinks = expression.blinks();
        losses = losses(seed.random("losses"));
        Wave side = new Wave(seed.random("side"), 0.05, 0.5);
        horizontal = new Trace(seed.random("horizontal"), time -> 0.08 * side.at(time) * averted(expression, time), GAZE_NOISE);
        vertical = new Trace(seed.random("vertical"), time -> 0.25 * averted(expression, time), GAZE_NOISE);
        for (String unit : PRESENCES) {
            intensities.add(new Trace(seed.random(unit), expression.drive(unit), INTENSITY_NOISE));
        }
    }

    private static double averted(Expression expression, double time) {
        return (1 - expression.contact().applyAsDouble(time)) / 2;
    }

    private static Episodes losses(Random random) {
        return new Episodes(time -> 0.3 + 0.7 * random.nextDouble(), time -> 10 - 60 * Math.log(1 - random.nextDouble()));
    }

    /** What the camera on a person sends. */
    static List<Channel> channels(Role role) {
        List<Channel> channels = new ArrayList<>();
        channels.add(channel(role, "confidence", "", Scale.CONTINUOUS));
        channels.add(channel(role, "success", "", Scale.STEPWISE));
        DIRECTIONS.forEach(label -> channels.add(channel(role, label, "", Scale.CONTINUOUS)));
        ANGLES.forEach(label -> channels.add(channel(role, label, "rad", Scale.CONTINUOUS)));
        INTENSITIES.forEach(unit -> channels.add(channel(role, unit + "_r", "", Scale.CONTINUOUS)));
        PRESENCES.forEach(unit -> channels.add(channel(role, unit + "_c", "", Scale.STEPWISE)));
        return channels;
    }

    private static Channel channel(Role role, String label, String unit, Scale scale) {
        return new Channel(role, "Face", label, unit, EXTRACTOR, scale);
    }

    @Override
    public double next(float[] values) {
        double time = times.next();
        boolean lost = losses.at(time);
        values[0] = (float) (lost ? 0.3 * random.nextDouble() : 0.98 - 0.03 * Math.abs(random.nextGaussian()));
        values[1] = lost ? 0 : 1;
        if (lost) {
            Arrays.fill(values, 2, values.length, 0);
        } else {
            unitsInto(values, gazeInto(values, 2, time), time);
        }
        return time;
    }

    private int gazeInto(float[] values, int first, double time) {
        double x = horizontal.at(time);
        double y = vertical.at(time);
        int next = directionInto(values, first, x + VERGENCE, y);
        next = directionInto(values, next, x - VERGENCE, y);
        values[next++] = (float) x;
        values[next++] = (float) y;
        return next;
    }

    /** A unit vector in camera coordinates: towards the camera is -z. */
    private static int directionInto(float[] values, int first, double x, double y) {
        values[first] = (float) (Math.sin(x) * Math.cos(y));
        values[first + 1] = (float) Math.sin(y);
        values[first + 2] = (float) (-Math.cos(x) * Math.cos(y));
        return first + 3;
    }

    private void unitsInto(float[] values, int first, double time) {
        boolean shut = blinks.at(time);
        int intensity = first;
        int presence = first + INTENSITIES.size();
        for (int i = 0; i < PRESENCES.size(); i++) {
            String unit = PRESENCES.get(i);
            double value = intensities.get(i).at(time) + (shut && unit.equals("AU45") ? SHUT : 0);
            double bounded = Math.min(5, Math.max(0, value));
            if (INTENSITIES.contains(unit)) {
                values[intensity++] = (float) bounded;
            }
            values[presence++] = bounded > PRESENT ? 1 : 0;
        }
    }
}
