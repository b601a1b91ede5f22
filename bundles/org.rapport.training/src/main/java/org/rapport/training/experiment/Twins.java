package org.rapport.training.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.study.StudyException;

/**
 * Finds one signal under two names, also where it was written by another program, cut or moved in time: the receiver's features,
 * averaged over each second, run alike in most channels.
 */
final class Twins {
    private static final int MOST_CHANNELS = 8;
    private static final int FEWEST_ALIKE = 2;
    private static final int FEWEST_SECONDS = 20;
    private static final int LONGEST_SHIFT = 10;
    private static final double ALIKE = 0.97;
    /** Beyond as many sessions, only those whose channels have nearly the same means and deviations are compared. */
    private static final int FEW = 60;
    private static final double NEAR = 0.3;

    private final List<Sketch> sketches = new ArrayList<>();

    /**
     * A recording in short.
     *
     * @param seconds for each chosen channel of the receiver its means, NaN where nothing was measured
     * @param moments their means and deviations, channel by channel
     */
    private record Sketch(Recording recording, double[][] seconds, double[] moments) {
    }

    /** Takes the next recording. */
    void add(Recording recording) {
        int width = recording.receiver().width();
        int chosen = Math.min(MOST_CHANNELS, width);
        int[] columns = IntStream.range(0, chosen).map(i -> i * width / chosen).toArray();
        double[][] seconds = seconds(recording.receiver().select(columns), (int) Math.max(1, Math.round(recording.rate())));
        double[] moments = new double[2 * chosen];
        for (int i = 0; i < chosen; i++) {
            double[] known = Arrays.stream(seconds[i]).filter(value -> !Double.isNaN(value)).toArray();
            double mean = Arrays.stream(known).average().orElse(0);
            moments[2 * i] = mean;
            moments[2 * i + 1] = Math
                    .sqrt(Arrays.stream(known).map(value -> (value - mean) * (value - mean)).average().orElse(0));
        }
        sketches.add(new Sketch(recording, seconds, moments));
    }

    private static double[][] seconds(FeatureRows rows, int perSecond) {
        int count = rows.count() / perSecond;
        int width = rows.width();
        double[][] means = new double[width][count];
        float[] some = new float[perSecond * width];
        for (int second = 0; second < count; second++) {
            rows.read(second * perSecond, perSecond, some, 0);
            for (int column = 0; column < width; column++) {
                double sum = 0;
                int valid = 0;
                for (int row = 0; row < perSecond; row++) {
                    float value = some[row * width + column];
                    if (Float.isFinite(value)) {
                        sum += value;
                        valid++;
                    }
                }
                means[column][second] = valid == 0 ? Double.NaN : sum / valid;
            }
        }
        return means;
    }

    /** @throws StudyException the first pair that is one recording */
    void refuse() throws StudyException {
        Optional<String> first = faults().stream().findFirst();
        if (first.isPresent()) {
            throw new StudyException(first.get());
        }
    }

    /** All pairs that are one recording, a line each. */
    List<String> faults() {
        double[] scales = scales();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < sketches.size(); i++) {
            for (int j = i + 1; j < sketches.size(); j++) {
                Sketch one = sketches.get(i);
                Sketch other = sketches.get(j);
                if (one.seconds.length == other.seconds.length && isNear(one, other, scales) && isAlike(one, other)) {
                    faults.add("sessions " + one.recording.session().name() + " and " + other.recording.session().name()
                            + " have the same signals of the receiver, though not the same bytes: one recording under two names; "
                            + "take one of them out of study.json");
                }
            }
        }
        return faults;
    }

    /** How much each moment differs from recording to recording. */
    private double[] scales() {
        int width = sketches.stream().mapToInt(sketch -> sketch.moments.length).min().orElse(0);
        return IntStream.range(0, width).mapToDouble(i -> {
            double mean = sketches.stream().mapToDouble(sketch -> sketch.moments[i]).average().orElse(0);
            return Math.sqrt(sketches.stream().mapToDouble(sketch -> (sketch.moments[i] - mean) * (sketch.moments[i] - mean))
                    .average().orElse(0));
        }).toArray();
    }

    private boolean isNear(Sketch one, Sketch other, double... scales) {
        if (sketches.size() <= FEW) {
            return true;
        }
        double[] apart = IntStream.range(0, scales.length).filter(i -> scales[i] > 0)
                .mapToDouble(i -> Math.abs(one.moments[i] - other.moments[i]) / scales[i]).sorted().toArray();
        return apart.length > 0 && apart[apart.length / 2] < NEAR;
    }

    private static boolean isAlike(Sketch one, Sketch other) {
        for (int shift = -LONGEST_SHIFT; shift <= LONGEST_SHIFT; shift++) {
            int alike = 0;
            int compared = 0;
            for (int channel = 0; channel < one.seconds.length; channel++) {
                double correlation = correlation(one.seconds[channel], other.seconds[channel], shift);
                compared += Double.isNaN(correlation) ? 0 : 1;
                alike += correlation > ALIKE ? 1 : 0;
            }
            if (alike >= FEWEST_ALIKE && 3 * alike >= 2 * compared) {
                return true;
            }
        }
        return false;
    }

    /** NaN where they have too little in common, or one never changes. */
    private static double correlation(double[] one, double[] other, int shift) {
        double n = 0;
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        double first = Double.NaN;
        double second = Double.NaN;
        for (int i = Math.max(0, -shift); i < one.length && i + shift < other.length; i++) {
            double x = one[i];
            double y = other[i + shift];
            if (!Double.isNaN(x) && !Double.isNaN(y)) {
                first = n == 0 ? x : first; // near the means, so that squares stay small
                second = n == 0 ? y : second;
                n++;
                a += x - first;
                b += y - second;
                aa += (x - first) * (x - first);
                bb += (y - second) * (y - second);
                ab += (x - first) * (y - second);
            }
        }
        double spread = Math.sqrt((aa - a * a / n) * (bb - b * b / n));
        return n < FEWEST_SECONDS || !(spread > 0) ? Double.NaN : (ab - a * b / n) / spread;
    }
}
