package org.rapport.dsp.audio;

import java.util.Arrays;
import java.util.List;

/**
 * The twelve functionals of openSMILE's IS09_emotion configuration: what one contour does over a window. Positions are counted
 * in frames from the window's beginning, and so is the time of the regression line.
 */
final class Functionals {
    static final List<String> NAMES = List.of("max", "min", "range", "maxPos", "minPos", "amean", "linregc1", "linregc2",
            "linregerrQ", "stddev", "skewness", "kurtosis");

    private Functionals() {
    }

    /** The values in the order of the names; all NaN if one of the contour is missing. */
    static double[] of(double[] contour) {
        double mean = Arrays.stream(contour).average().orElse(Double.NaN);
        if (Double.isNaN(mean)) {
            double[] missing = new double[NAMES.size()];
            Arrays.fill(missing, Double.NaN);
            return missing;
        }
        int highest = 0;
        int lowest = 0;
        for (int i = 1; i < contour.length; i++) {
            highest = contour[i] > contour[highest] ? i : highest;
            lowest = contour[i] < contour[lowest] ? i : lowest;
        }
        double slope = slope(contour, mean);
        double offset = mean - slope * 0.5 * (contour.length - 1);
        double[] moments = moments(contour, mean);
        double variance = moments[0];
        double deviation = Math.sqrt(variance);
        return new double[]{contour[highest], contour[lowest], contour[highest] - contour[lowest], highest, lowest, mean, slope,
                offset, squaredError(contour, slope, offset), deviation, variance > 0 ? moments[1] / (variance * deviation) : 0,
                variance > 0 ? moments[2] / (variance * variance) : 0};
    }

    private static double slope(double[] contour, double mean) {
        double middle = 0.5 * (contour.length - 1);
        double covariance = 0;
        double spread = 0;
        for (int i = 0; i < contour.length; i++) {
            covariance += (i - middle) * (contour[i] - mean);
            spread += (i - middle) * (i - middle);
        }
        return spread > 0 ? covariance / spread : 0;
    }

    private static double squaredError(double[] contour, double slope, double offset) {
        double sum = 0;
        for (int i = 0; i < contour.length; i++) {
            double error = contour[i] - (slope * i + offset);
            sum += error * error;
        }
        return sum / contour.length;
    }

    /** The second, third and fourth about the mean. */
    private static double[] moments(double[] contour, double mean) {
        double[] moments = new double[3];
        for (double value : contour) {
            double distance = value - mean;
            double squared = distance * distance;
            moments[0] += squared / contour.length;
            moments[1] += squared * distance / contour.length;
            moments[2] += squared * squared / contour.length;
        }
        return moments;
    }
}
