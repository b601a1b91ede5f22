package org.rapport.dsp.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;

/** Columns by name, from openSMILE or from blocks. */
record Table(Map<String, double[]> columns) {

    /** Comma-separated values with a header. */
    static Table parse(List<String> lines) {
        double[][] rows = lines.stream().skip(1)
                .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray()).toArray(double[][]::new);
        return of(List.of(lines.get(0).split(",")), rows);
    }

    static Table of(List<Block> blocks) {
        List<double[]> rows = new ArrayList<>();
        for (Block block : blocks) {
            int width = block.stream().channels().size();
            for (int i = 0; i < block.samples(); i++) {
                double[] row = new double[width];
                for (int c = 0; c < width; c++) {
                    row[c] = block.value(i, c);
                }
                rows.add(row);
            }
        }
        return of(blocks.get(0).stream().channels().stream().map(Channel::label).toList(), rows.toArray(double[][]::new));
    }

    private static Table of(List<String> names, double[][] rows) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            columns.put(names.get(i), Arrays.stream(rows).mapToDouble(row -> row[column]).toArray());
        }
        return new Table(columns);
    }

    /** The columns for whose name the condition holds. */
    List<String> names(Predicate<String> condition) {
        return columns.keySet().stream().filter(condition).toList();
    }

    /** Compares a column with that of the same name over the rows that both have, leaving out what is NaN here. */
    Agreement agreement(Table other, String name) {
        double[] mine = columns.get(name);
        double[] theirs = other.columns.get(name);
        int rows = 0;
        double worst = 0;
        double[] sums = new double[5];
        for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
            if (!Double.isNaN(mine[i])) {
                double x = mine[i];
                double y = theirs[i];
                rows++;
                worst = Math.max(worst, Math.abs(x - y));
                double[] terms = {x, y, x * x, y * y, x * y};
                Arrays.setAll(sums, k -> sums[k] + terms[k]);
            }
        }
        double covariance = sums[4] - sums[0] * sums[1] / rows;
        double spread = Math.sqrt((sums[2] - sums[0] * sums[0] / rows) * (sums[3] - sums[1] * sums[1] / rows));
        double range = Arrays.stream(theirs).max().orElse(0) - Arrays.stream(theirs).min().orElse(0);
        return new Agreement(rows, covariance / spread, worst / range);
    }

    /**
     * How much two columns agree.
     *
     * @param rows that were compared
     * @param correlation Pearson's
     * @param worst the largest difference, as a part of the column's range
     */
    record Agreement(int rows, double correlation, double worst) {
    }
}
