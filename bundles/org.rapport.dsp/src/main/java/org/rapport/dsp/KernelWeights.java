package org.rapport.dsp;

/**
 * How much each of some samples counts for the value of the low-passed signal at a time, for streams so fast that a sum comes
 * close to the convolution integral: each sample stands for the stretch of time nearest to it. Dividing by the sum of weights
 * keeps a constant constant. Uneven times leave the weights off balance, which would shift a slope in time; a small odd weight
 * on the nearest samples takes the first moment back to zero. Used by one thread.
 */
final class KernelWeights {
    private final LowPassKernel kernel;
    private final double period;
    private final double balance;
    private double[] weights = new double[0];
    private double[] odd = new double[0];

    /**
     * @param rate samples a second of the stream
     * @param outputRate rows a second
     */
    KernelWeights(LowPassKernel kernel, double rate, double outputRate) {
        this.kernel = kernel;
        period = 1 / rate;
        balance = 2.5 / Math.min(rate, outputRate);
    }

    /**
     * The weights of some samples.
     *
     * @param times ascending, in seconds
     * @param from the first of them that counts
     * @param to the one behind the last, after {@code from}
     * @param time that is wanted
     * @return from the first on; what is behind the last means nothing, and all of it only until the next call
     */
    double[] of(double[] times, int from, int to, double time) {
        int count = to - from;
        if (weights.length < count) {
            weights = new double[2 * count];
            odd = new double[2 * count];
        }
        double sum = 0;
        double moment = 0;
        double oddSum = 0;
        double oddMoment = 0;
        double distance = times[from] - time;
        double before = period;
        for (int i = 0; i < count; i++) {
            boolean isLast = i + 1 == count;
            double next = isLast ? distance : times[from + i + 1] - time;
            double behind = isLast ? period : next - distance;
            weights[i] = kernel.at(distance) * (0.5 * (Math.min(before, 2 * period) + Math.min(behind, 2 * period)));
            sum += weights[i];
            moment += weights[i] * distance;
            odd[i] = Math.max(0, 1 - Math.abs(distance) / balance) * distance;
            oddSum += odd[i];
            oddMoment += odd[i] * distance;
            distance = next;
            before = behind;
        }
        double correction = oddMoment > 0 ? moment / oddMoment : 0;
        for (int i = 0; i < count; i++) {
            weights[i] = (weights[i] - correction * odd[i]) / (sum - correction * oddSum);
        }
        return weights;
    }
}
