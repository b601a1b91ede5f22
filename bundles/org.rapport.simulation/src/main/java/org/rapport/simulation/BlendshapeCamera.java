package org.rapport.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/**
 * A webcam with MediaPipe's face landmarker behind it: its 52 blendshapes (0 to 1), gaze scores made of those of the eyes (-1 to
 * 1), and where the head is (cm) and how it is turned (rad). Now and then it loses the face for a moment: everything is NaN then.
 */
final class BlendshapeCamera implements Sensor {
    static final double RATE = 30;

    private static final String EXTRACTOR = "MediaPipe";
    private static final String EYE = "eyeLook";
    private static final List<String> SHAPES = List.of("_neutral", "browDownLeft", "browDownRight", "browInnerUp",
            "browOuterUpLeft", "browOuterUpRight", "cheekPuff", "cheekSquintLeft", "cheekSquintRight", "eyeBlinkLeft",
            "eyeBlinkRight", "eyeLookDownLeft", "eyeLookDownRight", "eyeLookInLeft", "eyeLookInRight", "eyeLookOutLeft",
            "eyeLookOutRight", "eyeLookUpLeft", "eyeLookUpRight", "eyeSquintLeft", "eyeSquintRight", "eyeWideLeft",
            "eyeWideRight", "jawForward", "jawLeft", "jawOpen", "jawRight", "mouthClose", "mouthDimpleLeft", "mouthDimpleRight",
            "mouthFrownLeft", "mouthFrownRight", "mouthFunnel", "mouthLeft", "mouthLowerDownLeft", "mouthLowerDownRight",
            "mouthPressLeft", "mouthPressRight", "mouthPucker", "mouthRight", "mouthRollLower", "mouthRollUpper",
            "mouthShrugLower", "mouthShrugUpper", "mouthSmileLeft", "mouthSmileRight", "mouthStretchLeft", "mouthStretchRight",
            "mouthUpperUpLeft", "mouthUpperUpRight", "noseSneerLeft", "noseSneerRight");
    private static final List<String> GAZE = List.of("gaze_left_yaw", "gaze_left_pitch", "gaze_right_yaw", "gaze_right_pitch");
    private static final List<String> POSITION = List.of("head_x", "head_y", "head_z");
    private static final List<String> ROTATION = List.of("head_yaw", "head_pitch", "head_roll");
    /** The action unit that shows in a movement, where one does, without the side. */
    private static final Map<String, String> UNITS = Map.of("browInnerUp", "AU01", "browOuterUp", "AU02", "eyeWide", "AU05",
            "cheekSquint", "AU06", "eyeSquint", "AU07", "mouthSmile", "AU12", "mouthLowerDown", "AU25", "jawOpen", "AU26");

    private static final double JITTER = 0.003;
    private static final double DROPPED = 0.003;
    /** An action unit goes from 0 to 5. */
    private static final double FULL = 5;
    private static final double NOISE = 0.06;
    private static final double REST = 0.05;
    private static final double REST_NOISE = 0.03;
    private static final double SHUT = 0.6;

    private final CaptureTimes times;
    private final Blinks blinks;
    private final Episodes losses;
    private final List<Trace> shapes = new ArrayList<>();
    private final List<Trace> head = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();

    /** A camera on one person; {@code seed} is what its own randomness grows from. */
    BlendshapeCamera(Expression expression, Seed seed) {
        times = new CaptureTimes(seed.random("times"), RATE, JITTER, DROPPED);
        blinks = expression.blinks();
        losses = losses(seed.random("losses"));
        Wave side = new Wave(seed.random("side"), 0.05, 0.5);
        DoubleUnaryOperator left = time -> 0.15 * side.at(time) * averted(expression, time);
        DoubleUnaryOperator down = time -> 0.45 * averted(expression, time);
        for (String shape : SHAPES) {
            columns.put(shape, shapes.size());
            shapes.add(shape(shape, expression, left, down, seed));
        }
        Wave sway = new Wave(seed.random("sway"), 0.05, 0.5);
        List<DoubleUnaryOperator> pose = List.of(sway::at, time -> 0.5 * sway.at(time + 2),
                time -> -50 + 2.5 * expression.contact().applyAsDouble(time), time -> 0.3 * left.applyAsDouble(time),
                time -> -0.2 * down.applyAsDouble(time), time -> 0.02 * sway.at(time + 5));
        List<String> names = Stream.concat(POSITION.stream(), ROTATION.stream()).toList();
        for (int i = 0; i < names.size(); i++) {
            head.add(new Trace(seed.random(names.get(i)), centred(pose.get(i), i), i < POSITION.size() ? 0.4 : 0.02));
        }
    }

    /** The distance is not subject to the gain of a person. */
    private static DoubleUnaryOperator centred(DoubleUnaryOperator course, int index) {
        return index == 2 ? time -> course.applyAsDouble(time) + 50 : course;
    }

    private static Trace shape(String shape, Expression expression, DoubleUnaryOperator left, DoubleUnaryOperator down,
            Seed seed) {
        Random random = seed.random(shape);
        String unit = UNITS.get(shape.replaceAll("(Left|Right)$", ""));
        if (unit != null) {
            DoubleUnaryOperator drive = expression.drive(unit);
            return new Trace(random, time -> drive.applyAsDouble(time) / FULL, NOISE);
        }
        if (shape.startsWith(EYE)) {
            return new Trace(random, look(shape.substring(EYE.length()), left, down), REST_NOISE);
        }
        return new Trace(random, time -> REST, REST_NOISE);
    }

    /** How far an eye looks into one of four directions; the left eye looks outwards when the gaze goes to the person's left. */
    private static DoubleUnaryOperator look(String word, DoubleUnaryOperator left, DoubleUnaryOperator down) {
        return switch (word) {
            case "OutLeft", "InRight" -> time -> Math.max(0, left.applyAsDouble(time));
            case "InLeft", "OutRight" -> time -> Math.max(0, -left.applyAsDouble(time));
            case "DownLeft", "DownRight" -> down;
            default -> time -> 0;
        };
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
        SHAPES.forEach(label -> channels.add(channel(role, label, "")));
        GAZE.forEach(label -> channels.add(channel(role, label, "")));
        POSITION.forEach(label -> channels.add(channel(role, label, "cm")));
        ROTATION.forEach(label -> channels.add(channel(role, label, "rad")));
        return channels;
    }

    private static Channel channel(Role role, String label, String unit) {
        return new Channel(role, "Face", label, unit, EXTRACTOR, Scale.CONTINUOUS);
    }

    @Override
    public double next(float[] values) {
        double time = times.next();
        if (losses.at(time)) {
            Arrays.fill(values, Float.NaN);
            return time;
        }
        boolean shut = blinks.at(time);
        for (int i = 0; i < shapes.size(); i++) {
            double value = shapes.get(i).at(time) + (shut && SHAPES.get(i).startsWith("eyeBlink") ? SHUT : 0);
            values[i] = (float) Math.min(1, Math.max(0, value));
        }
        int next = shapes.size();
        values[next++] = difference(values, "OutLeft", "InLeft");
        values[next++] = difference(values, "UpLeft", "DownLeft");
        values[next++] = difference(values, "InRight", "OutRight");
        values[next++] = difference(values, "UpRight", "DownRight");
        for (int i = 0; i < head.size(); i++) {
            values[next++] = (float) (head.get(i).at(time) - (i == 2 ? 50 : 0));
        }
        return time;
    }

    private float difference(float[] values, String more, String less) {
        return values[columns.get(EYE + more)] - values[columns.get(EYE + less)];
    }
}
