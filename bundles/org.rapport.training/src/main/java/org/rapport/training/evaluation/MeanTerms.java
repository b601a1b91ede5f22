package org.rapport.training.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.Standardisation;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Recording;

/**
 * A 1, both people's features averaged over some spans of time, and products of the emitter's with the receiver's: without
 * products nothing that lies in how the two go together can be found.
 */
public final class MeanTerms implements Terms {
    private final Standardisation emitterStandardisation;
    private final Standardisation receiverStandardisation;
    private final int emitterWidth;
    private final int receiverWidth;
    private final List<Span> spans;
    private final List<Product> products;

    /**
     * Rows that are averaged.
     *
     * @param first relative to the row that is predicted, such as -24
     * @param last likewise, 0 for the row itself
     */
    public record Span(int first, int last) {
        /** The last rows up to now. */
        public static Span last(double seconds, double rate) {
            return new Span(1 - (int) Math.max(1, Math.round(seconds * rate)), 0);
        }
    }

    /**
     * The mean of a channel of the emitter times that of a channel of the receiver.
     *
     * @param span its number
     */
    private record Product(int span, int emitter, int receiver) {
    }

    private MeanTerms(Contract contract, List<Span> spans, List<Product> products) {
        this.emitterStandardisation = new Standardisation(contract.withMasks(false), Role.EMITTER);
        this.receiverStandardisation = new Standardisation(contract.withMasks(false), Role.RECEIVER);
        this.emitterWidth = contract.emitter().size();
        this.receiverWidth = contract.receiver().size();
        this.spans = spans;
        this.products = products;
    }

    /** Without products. */
    public static MeanTerms of(Contract contract, List<Span> spans) {
        return new MeanTerms(contract, spans, List.of());
    }

    /**
     * With all products, or if these are too many, with those that correlate most with labels.
     *
     * @param training what they are chosen on
     * @param most products
     */
    public static MeanTerms of(Contract contract, List<Span> spans, List<Recording> training, int most) {
        int receivers = contract.receiver().size();
        int emitters = contract.emitter().size();
        int all = spans.size() * emitters * receivers;
        IntStream chosen = IntStream.range(0, all);
        if (all > most) {
            double[] correlations = ProductSums.of(of(contract, spans), spans.size(), contract, training).correlations();
            chosen = chosen.boxed().sorted(Comparator.comparingDouble(i -> -correlations[i])).limit(most).sorted()
                    .mapToInt(Integer::intValue);
        }
        return new MeanTerms(contract, spans,
                chosen.mapToObj(i -> new Product(i / receivers / emitters, i / receivers % emitters, i % receivers)).toList());
    }

    @Override
    public int width() {
        return 1 + spans.size() * (emitterWidth + receiverWidth) + products.size();
    }

    @Override
    public Rows of(Recording recording) {
        double[][] emitter = sums(recording.emitter(), emitterStandardisation);
        double[][] receiver = sums(recording.receiver(), receiverStandardisation);
        return row -> {
            double[] x = new double[width()];
            x[0] = 1;
            int at = 1;
            for (Span span : spans) {
                at = means(emitter, row, span, x, at);
                at = means(receiver, row, span, x, at);
            }
            for (Product product : products) {
                int start = 1 + product.span * (emitterWidth + receiverWidth);
                x[at++] = x[start + product.emitter] * x[start + emitterWidth + product.receiver];
            }
            return x;
        };
    }

    /** Sums of all rows before each, standardised; what is missing is 0. */
    private static double[][] sums(FeatureRows rows, Standardisation standardisation) {
        double[][] sums = new double[rows.count() + 1][rows.width()];
        float[] row = new float[rows.width()];
        for (int i = 0; i < rows.count(); i++) {
            rows.read(i, 1, row, 0);
            float[] values = standardisation.apply(row);
            for (int column = 0; column < values.length; column++) {
                sums[i + 1][column] = sums[i][column] + values[column];
            }
        }
        return sums;
    }

    /** What is outside of the recording does not count. */
    private static int means(double[][] sums, int row, Span span, double[] x, int at) {
        int from = Math.max(0, Math.min(sums.length - 1, row + span.first));
        int to = Math.max(0, Math.min(sums.length - 1, row + span.last + 1));
        int width = sums[0].length;
        for (int column = 0; column < width && to > from; column++) {
            x[at + column] = (sums[to][column] - sums[from][column]) / (to - from);
        }
        return at + width;
    }
}
