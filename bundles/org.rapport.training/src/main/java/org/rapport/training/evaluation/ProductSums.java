package org.rapport.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.rapport.model.Contract;
import org.rapport.training.data.Recording;

/**
 * How much products of the emitter's means with the receiver's have to do with labels. There may be a hundred thousand of them:
 * sums are kept in arrays, and several cores share the products. Each sum has its terms in the order of the recordings.
 */
final class ProductSums {
    private final int spans;
    private final int emitters;
    private final int receivers;
    private final Sums[] targets;

    /** Of one target; three for all products, and three by mean of the emitter, then channel of the receiver. */
    private static final class Sums {
        private double pairs;
        private double l;
        private double ll;
        private final double[][] p;
        private final double[][] pp;
        private final double[][] pl;

        Sums(int means, int receivers) {
            p = new double[means][receivers];
            pp = new double[means][receivers];
            pl = new double[means][receivers];
        }

        void add(double label) {
            pairs++;
            l += label;
            ll += label * label;
        }

        /** Adds the products of one mean of the emitter with all of the receiver. */
        void add(int mean, double emitter, double[] receiver, double label) {
            add(emitter, receiver, label, p[mean], pp[mean], pl[mean]);
        }

        /** Whole arrays, because that is what the compiler turns into a processor's instructions for many values at a time. */
        private static void add(double emitter, double[] receiver, double label, double[] p, double[] pp, double[] pl) {
            for (int i = 0; i < receiver.length; i++) {
                double product = emitter * receiver[i];
                p[i] += product;
                pp[i] += product * product;
                pl[i] += product * label;
            }
        }

        double correlation(int product) {
            int mean = product / p[0].length;
            int channel = product % p[0].length;
            return new PairSums(pairs, p[mean][channel], l, pp[mean][channel], ll, pl[mean][channel]).scores().pearson();
        }
    }

    private ProductSums(int spans, Contract contract) {
        this.spans = spans;
        this.emitters = contract.emitter().size();
        this.receivers = contract.receiver().size();
        this.targets = new Sums[contract.targets().size()];
        Arrays.setAll(targets, target -> new Sums(spans * emitters, receivers));
    }

    /**
     * Of a row a second.
     *
     * @param means a 1, then the emitter's and the receiver's means of each span
     * @param spans how many
     */
    static ProductSums of(Terms means, int spans, Contract contract, List<Recording> training) {
        ProductSums sums = new ProductSums(spans, contract);
        training.forEach(recording -> sums.add(recording, means.of(recording)));
        return sums;
    }

    private void add(Recording recording, Terms.Rows means) {
        int step = (int) Math.max(1, Math.round(recording.rate()));
        int[] rows = IntStream.iterate(0, row -> row < recording.rows(), row -> row + step).toArray();
        double[][] x = Arrays.stream(rows).mapToObj(means::at).toArray(double[][]::new);
        int width = emitters + receivers;
        double[][][] ofReceiver = new double[spans][rows.length][];
        for (int span = 0; span < spans; span++) {
            for (int row = 0; row < rows.length; row++) {
                ofReceiver[span][row] = Arrays.copyOfRange(x[row], 1 + span * width + emitters, 1 + (span + 1) * width);
            }
        }
        float[] all = recording.labels().toArray();
        for (int target = 0; target < targets.length; target++) {
            Sums sums = targets[target];
            int column = target;
            double[] labels = Arrays.stream(rows).mapToDouble(row -> all[row * targets.length + column]).toArray();
            Arrays.stream(labels).filter(label -> !Double.isNaN(label)).forEach(sums::add);
            IntStream.range(0, spans * emitters).parallel().forEach(one -> {
                int span = one / emitters;
                int emitter = 1 + span * width + one % emitters;
                for (int row = 0; row < rows.length; row++) {
                    if (!Double.isNaN(labels[row])) {
                        sums.add(one, x[row][emitter], ofReceiver[span][row], labels[row]);
                    }
                }
            });
        }
    }

    /** The largest squared correlation of each product with a target; by span, channel of the emitter, and of the receiver. */
    double[] correlations() {
        return IntStream.range(0, spans * emitters * receivers).parallel()
                .mapToDouble(product -> Arrays.stream(targets).mapToDouble(one -> one.correlation(product))
                        .map(correlation -> Double.isNaN(correlation) ? 0 : correlation * correlation).reduce(0, Math::max))
                .toArray();
    }
}
