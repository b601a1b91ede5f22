package org.rapport.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/** Devices of the simulation with more columns than they have live. Those that are added say nothing. */
final class WideDevices {
    /** The head's pose, and action units for which OpenFace has no model: so its columns are 44 without gaze. */
    private static final List<String> FACE = List.of("pose_Tx", "pose_Ty", "pose_Tz", "pose_Rx", "pose_Ry", "pose_Rz", "AU24_r",
            "AU27_r", "AU28_r");
    /** For each eye the gaze on the screen and the point in space that it looks at: 21 columns with the others. */
    private static final List<String> EYES = List.of("left_gaze_x", "left_gaze_y", "right_gaze_x", "right_gaze_y",
            "left_target_x", "left_target_y", "left_target_z", "right_target_x", "right_target_y", "right_target_z");

    private WideDevices() {
    }

    /** What a webcam sends. That on the receiver sends no gaze, for which there is the eye tracker. */
    static List<Channel> face(Role role) {
        List<Channel> narrow = Webcam.channels(role);
        return Stream
                .concat(IntStream.of(kept(role)).mapToObj(narrow::get), FACE.stream()
                        .map(label -> new Channel(role, "Face", label, unit(label), narrow.get(0).extractor(), Scale.CONTINUOUS)))
                .toList();
    }

    private static String unit(String label) {
        return label.startsWith("pose_T") ? "mm" : label.startsWith("pose_R") ? "rad" : "";
    }

    private static int[] kept(Role role) {
        List<Channel> narrow = Webcam.channels(role);
        return IntStream.range(0, narrow.size()).filter(i -> role == Role.EMITTER || !narrow.get(i).label().startsWith("gaze_"))
                .toArray();
    }

    static Sensor webcam(Role role, Expression expression, Seed seed) {
        return new Widened(new Webcam(expression, seed), Webcam.channels(role).size(), kept(role), noise(FACE, seed));
    }

    /** What an eye tracker sends. */
    static List<Channel> eyes() {
        List<Channel> narrow = EyeTracker.channels();
        return Stream.concat(narrow.stream(), EYES.stream().map(label -> new Channel(Role.RECEIVER, narrow.get(0).type(), label,
                label.contains("gaze") ? "px" : "mm", "", Scale.CONTINUOUS))).toList();
    }

    static Sensor eyeTracker(SimulatedReceiver receiver) {
        Seed seed = receiver.seed().of("eyetracker");
        int width = EyeTracker.channels().size();
        return new Widened(new EyeTracker(receiver, seed), width, IntStream.range(0, width).toArray(), noise(EYES, seed));
    }

    private static List<Trace> noise(List<String> labels, Seed seed) {
        List<Trace> traces = new ArrayList<>();
        for (String label : labels) {
            Wave sway = new Wave(seed.random("sway of " + label), 0.05, 0.5);
            traces.add(new Trace(seed.random(label), sway::at, 0.3));
        }
        return traces;
    }

    /** A sensor whose columns are chosen, and some added. */
    private static final class Widened implements Sensor {
        private final Sensor sensor;
        private final float[] own;
        private final int[] kept;
        private final List<Trace> added;

        Widened(Sensor sensor, int width, int[] kept, List<Trace> added) {
            this.sensor = sensor;
            this.own = new float[width];
            this.kept = kept;
            this.added = added;
        }

        @Override
        public double next(float[] values) {
            double time = sensor.next(own);
            boolean seen = !Float.isNaN(own[0]);
            for (int i = 0; i < kept.length; i++) {
                values[i] = own[kept[i]];
            }
            for (int i = 0; i < added.size(); i++) {
                values[kept.length + i] = seen ? (float) added.get(i).at(time) : Float.NaN;
            }
            return time;
        }
    }
}
