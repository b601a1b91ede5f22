package org.rapport.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.rapport.api.signal.Channel;
import org.rapport.model.Contract;

/** Mean and standard deviation of each column over recordings, without missing values. */
final class Moments {
    private final double[] means;
    private final double[] deviations;

    private Moments(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /** @param rows picks the rows x columns of a recording */
    static Moments of(List<Recording> recordings, int columns, Function<Recording, float[]> rows) {
        double[] count = new double[columns];
        double[] mean = new double[columns];
        double[] squares = new double[columns];
        for (Recording recording : recordings) {
            float[] values = rows.apply(recording);
            for (int i = 0; i < values.length; i++) {
                if (Float.isFinite(values[i])) {
                    int column = i % columns; // Welford: stable for large offsets
                    double delta = values[i] - mean[column];
                    mean[column] += delta / ++count[column];
                    squares[column] += delta * (values[i] - mean[column]);
                }
            }
        }
        double[] deviation = new double[columns];
        for (int column = 0; column < columns; column++) {
            deviation[column] = count[column] == 0 ? 0 : Math.sqrt(squares[column] / count[column]);
        }
        return new Moments(mean, deviation);
    }

    double mean(int column) {
        return means[column];
    }

    double deviation(int column) {
        return deviations[column];
    }

    List<Contract.Input> inputs(List<Channel> channels) {
        List<Contract.Input> inputs = new ArrayList<>();
        for (int column = 0; column < channels.size(); column++) {
            inputs.add(new Contract.Input(channels.get(column), means[column], deviations[column]));
        }
        return inputs;
    }
}
