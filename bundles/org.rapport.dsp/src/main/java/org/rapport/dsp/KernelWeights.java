package org.rapport.dsp;

/**
 * How much each of some samples counts for the value of the low-passed signal at time 0, for streams so fast that a sum comes
 * close to the convolution integral: each sample stands for the stretch of time nearest to it. Dividing by the sum of weights
 * keeps a constant constant. Uneven times leave the weights off balance, which would shift a slope in time; a small odd weight
 * on the nearest samples takes the first moment back to zero.
 */
final class KernelWeights {
    private final LowPassKernel kernel;
    private final double period;
    private final double balance;

    /**
     * @param rate samples a second of the stream
     * @param outputRate rows a second
     */
    KernelWeights(LowPassKernel kernel, double rate, double outputRate) {
        this.kernel = kernel;
        period = 1 / rate;
        balance = 2.5 / Math.min(rate, outputRate);
    }

    /** @param distances times of the samples in seconds from the time that is wanted, ascending; at least one */
    double[] of(double[] distances) {
        double[] weights = new double[distances.length];
        double[] odd = new double[distances.length];
        double sum = 0;
        double moment = 0;
        double oddSum = 0;
        double oddMoment = 0;
        for (int i = 0; i < distances.length; i++) {
            weights[i] = kernel.at(distances[i]) * stretch(distances, i);
            sum += weights[i];
            moment += weights[i] * distances[i];
            odd[i] = Math.max(0, 1 - Math.abs(distances[i]) / balance) * distances[i];
            oddSum += odd[i];
            oddMoment += odd[i] * distances[i];
        }
        double correction = oddMoment > 0 ? moment / oddMoment : 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (weights[i] - correction * odd[i]) / (sum - correction * oddSum);
        }
        return weights;
    }

    private double stretch(double[] distances, int i) {
        double before = i > 0 ? distances[i] - distances[i - 1] : period;
        double behind = i + 1 < distances.length ? distances[i + 1] - distances[i] : period;
        return 0.5 * (Math.min(before, 2 * period) + Math.min(behind, 2 * period));
    }
}
