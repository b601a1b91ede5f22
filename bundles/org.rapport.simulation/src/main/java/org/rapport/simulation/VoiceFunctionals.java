package org.rapport.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/**
 * A voice as 360 functionals, named as in openSMILE's IS09_emotion configuration: 12 of each descriptor and of its change.
 * They look back about half a second with weights that fade; those that tell the place of an extreme or the shape of the
 * distribution are noise.
 */
final class VoiceFunctionals implements Sensor {
    private static final List<String> NAMES = List.of("max", "min", "range", "maxPos", "minPos", "amean", "linregc1", "linregc2",
            "linregerrQ", "stddev", "skewness", "kurtosis");
    private static final double FRAMES = 50;

    private final Voice voice;
    private final Random random;
    private final float[] descriptors = new float[Voice.channels().size()];
    private final float[] before = new float[descriptors.length];
    private final double[] means = new double[2 * descriptors.length];
    private final double[] squares = new double[means.length];
    private boolean begun;

    VoiceFunctionals(Voice voice, Random random) {
        this.voice = voice;
        this.random = random;
    }

    /** What it sends. */
    static List<Channel> channels() {
        List<Channel> channels = new ArrayList<>();
        for (String suffix : List.of("_sma", "_sma_de")) {
            for (Channel descriptor : Voice.channels()) {
                String label = descriptor.label().replace("_sma", suffix);
                NAMES.forEach(name -> channels.add(new Channel(Role.EMITTER, descriptor.type(), label + "_" + name, "",
                        descriptor.extractor(), Scale.CONTINUOUS)));
            }
        }
        return channels;
    }

    @Override
    public double next(float[] values) {
        System.arraycopy(descriptors, 0, before, 0, before.length);
        double time = voice.next(descriptors);
        for (int i = 0; i < descriptors.length; i++) {
            add(i, descriptors[i]);
            add(descriptors.length + i, begun ? descriptors[i] - before[i] : 0);
        }
        begun = true;
        for (int contour = 0; contour < means.length; contour++) {
            functionals(contour, values, contour * NAMES.size());
        }
        return time;
    }

    private void add(int contour, double value) {
        double weight = begun ? 1 / FRAMES : 1;
        double distance = value - means[contour];
        means[contour] += weight * distance;
        squares[contour] = (1 - weight) * (squares[contour] + weight * distance * distance);
    }

    private void functionals(int contour, float[] values, int at) {
        double mean = means[contour];
        double deviation = Math.sqrt(squares[contour]);
        double high = mean + deviation * (2 + 0.3 * random.nextGaussian());
        double low = mean - deviation * (2 + 0.3 * random.nextGaussian());
        double slope = deviation / FRAMES * random.nextGaussian();
        double[] all = {high, low, high - low, FRAMES * random.nextDouble(), FRAMES * random.nextDouble(), mean, slope,
                mean - slope * FRAMES / 2, deviation * deviation, deviation, random.nextGaussian(), 3 + random.nextGaussian()};
        for (int i = 0; i < all.length; i++) {
            values[at + i] = (float) all[i];
        }
    }
}
