package org.lsl4j;

/**
 * Smooths the time stamps of a regularly sampled stream: a line of stamp over sample number, fitted by recursive least
 * squares with exponential forgetting. Agrees with the native library bit for bit as long as no samples are lost; those
 * lost are counted here, which the native library does not do.
 */
public final class Dejitter {
    private static final double FIRST_VARIANCE = 1e10;

    private final double interval;
    private final double inverseForgetting;
    private final double forgetting;
    private boolean begun;
    private double origin;
    private double number;
    private double w0;
    private double w1;
    private double p00;
    private double p01;
    private double p11;

    /**
     * For a stream at that rate.
     *
     * @param nominalRate samples a second; 0 leaves stamps as they are
     * @param halftimeSeconds after which a sample counts half as much; the native library takes 90
     */
    public Dejitter(double nominalRate, double halftimeSeconds) {
        interval = nominalRate > 0 ? 1 / nominalRate : 0;
        forgetting = Math.pow(2, -1 / (nominalRate * halftimeSeconds));
        inverseForgetting = 1 / forgetting;
    }

    /** Begins anew. */
    public void reset() {
        begun = false;
    }

    /** Passes over samples that were lost. */
    public void skip(long samples) {
        number += samples;
    }

    /** The smoothed stamp of the next sample, in seconds. */
    public double smooth(double stamp) {
        if (interval == 0) {
            return stamp;
        }
        if (!begun) {
            begin(stamp);
        }
        double x = stamp - origin;
        double u = number++;
        double pi0 = p00 + u * p01;
        double pi1 = p01 + u * p11;
        double error = x - (w0 + u * w1);
        double gain = 1 / (forgetting + pi0 + pi1 * u);
        p00 = (p00 - pi0 * pi0 * gain) * inverseForgetting;
        p01 = (p01 - pi0 * pi1 * gain) * inverseForgetting;
        p11 = (p11 - pi1 * pi1 * gain) * inverseForgetting;
        w0 += error * (p00 + p01 * u);
        w1 += error * (p01 + p11 * u);
        return w0 + u * w1 + origin;
    }

    private void begin(double stamp) {
        begun = true;
        origin = stamp < 0 ? Math.ceil(stamp) : Math.floor(stamp);
        number = 0;
        w0 = 0;
        w1 = interval;
        p00 = FIRST_VARIANCE;
        p11 = FIRST_VARIANCE;
        p01 = 0;
    }
}
