package org.rapport.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.network.Activation;
import org.rapport.model.network.StandardArchitecture;
import org.rapport.model.network.Attention;
import org.rapport.model.network.Objective;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Session;
import org.rapport.training.fit.NetworkOptions;
import org.rapport.training.fit.Halving;
import org.rapport.training.fit.Schedule;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.fit.WindowOptions;
import org.rapport.training.study.Study;
import org.rapport.training.study.Target;

/** Small dyads whose labels follow from their signals, by a rule that a small network finds in seconds. */
public final class Planted {
    public static final double RATE = 10;
    public static final List<String> TARGETS = List.of("competence", "warmth");

    private Planted() {
    }

    /** Dyads that share nobody. */
    public static List<Recording> dyads(int count, int rows) {
        List<Recording> dyads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            dyads.add(dyad(session("s" + i, "e" + i, "r" + i), rows, i));
        }
        return dyads;
    }

    public static Session session(String name, String emitter, String receiver) {
        return new Session(name, emitter, receiver, Path.of(name + ".xdf"));
    }

    /** Competence is what the emitter's face shows, warmth where the emitter's voice meets the receiver's heart. */
    public static Recording dyad(Session session, int rows, long seed) {
        Random random = new Random(seed);
        double[] times = new double[rows];
        float[] emitter = new float[rows * 2];
        float[] receiver = new float[rows * 2];
        float[] labels = new float[rows * 2];
        double[] walk = new double[4];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < walk.length; i++) {
                walk[i] = 0.95 * walk[i] + random.nextGaussian() * 0.3;
            }
            times[row] = row / RATE;
            emitter[2 * row] = (float) walk[0];
            emitter[2 * row + 1] = (float) walk[1];
            receiver[2 * row] = (float) walk[2];
            receiver[2 * row + 1] = (float) walk[3];
            labels[2 * row] = (float) walk[0];
            labels[2 * row + 1] = (float) (walk[1] + walk[2]);
        }
        return new Recording(session, List.of(channel(Role.EMITTER, "Face", "AU12"), channel(Role.EMITTER, "Audio", "energy")),
                List.of(channel(Role.RECEIVER, "ECG", "heart"), channel(Role.RECEIVER, "Gaze", "x")),
                Contract.Features.of(RATE, Origin.derived("rapport.resampler", Map.of("rate", RATE))), times,
                FeatureRows.of(emitter, 2), FeatureRows.of(receiver, 2), FeatureRows.of(labels, 2));
    }

    private static Channel channel(Role role, String type, String label) {
        return new Channel(role, type, label, "", "", Channel.Scale.CONTINUOUS);
    }

    public static Study study(List<Recording> recordings) {
        return new Study(Path.of("planted"), "planted", true, TARGETS.stream().map(Target::of).toList(), 0, List.of(),
                recordings.stream().map(Recording::session).toList(), Map.of(), "0123");
    }

    /** A network small enough for a test. */
    public static TrainingOptions options(int epochs) {
        return new TrainingOptions(
                new WindowOptions(10, 5, 0, 2), new NetworkOptions(8, 8, 2, 8, 0.2, Activation.NONE,
                        EnumSet.allOf(Attention.class), Objective.FULL, StandardArchitecture.CROSS_DOMAIN),
                new Schedule(epochs, 8, 0.01, new Halving(20), 0, 0), 0.1, 7);
    }
}
