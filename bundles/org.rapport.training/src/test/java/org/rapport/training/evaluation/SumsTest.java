package org.rapport.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.dsp.algebra.Cholesky;
import org.rapport.model.Contract;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.fit.ContractDraft;
import org.rapport.training.fit.Sides;

/** Sums that several cores share are those of one that takes a number after the other, to the bit. */
class SumsTest {
    private static final int SIZE = 37;

    @Test
    void squaresAreAddedInTheirOrder() {
        Random random = new Random(3);
        double[][] plain = new double[SIZE][SIZE];
        SymmetricMatrix matrix = new SymmetricMatrix(SIZE);
        for (int n = 0; n < 203; n++) {
            double[] x = IntStream.range(0, SIZE).mapToDouble(i -> random.nextInt(4) == 0 ? 0 : random.nextGaussian()).toArray();
            matrix.addSquare(x);
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j <= i; j++) {
                    plain[i][j] += x[i] * x[j];
                }
            }
        }
        double[] b = random.doubles(SIZE).toArray();
        for (int i = 0; i < SIZE; i++) {
            plain[i][i] += 1;
        }
        double[] expected = b.clone();
        new Cholesky(plain).solve(expected);
        assertThat(matrix.copy().solve(1, b)[0]).isEqualTo(expected);
        assertThat(matrix.solve(1, b)[0]).isEqualTo(expected);
    }

    @Test
    void severalPenaltiesAreSolvedAsOneAfterTheOther() {
        Random random = new Random(4);
        NormalEquations equations = new NormalEquations(3, 2);
        NormalEquations again = new NormalEquations(3, 2);
        for (int n = 0; n < 70; n++) {
            double[] x = random.doubles(3).toArray();
            double[] y = {random.nextDouble(), n % 7 == 0 ? Double.NaN : random.nextDouble()};
            equations.add(x, y);
            again.add(x, y);
        }
        List<double[][]> together = equations.solve(1.0, 10.0);
        assertThat(together.get(0)).isDeepEqualTo(again.solve(1));
        assertThat(together.get(1)).isDeepEqualTo(again.solve(10));
    }

    @Test
    void productsAreChosenByTheSameSums() throws Exception {
        List<Recording> dyads = Planted.dyads(4, 300);
        Contract contract = ContractDraft.of(Planted.study(dyads), Planted.options(1).window(),
                new Sides(dyads, dyads.subList(0, 1), dyads.subList(0, 1)), true);
        List<MeanTerms.Span> spans = List.of(new MeanTerms.Span(-2, 0), new MeanTerms.Span(-9, 0));
        int emitters = contract.emitter().size();
        int receivers = contract.receiver().size();
        Terms means = MeanTerms.of(contract, spans);
        double[] correlations = ProductSums.of(means, spans.size(), contract, dyads).correlations();
        assertThat(correlations).hasSize(2 * emitters * receivers);
        for (int product = 0; product < correlations.length; product++) {
            int start = 1 + product / receivers / emitters * (emitters + receivers);
            int one = start + product / receivers % emitters;
            int other = start + emitters + product % receivers;
            double most = 0;
            for (int target = 0; target < contract.targets().size(); target++) {
                PairSums sums = PairSums.NONE;
                for (Recording dyad : dyads) {
                    Terms.Rows rows = means.of(dyad);
                    float[] labels = dyad.labels().toArray();
                    for (int row = 0; row < dyad.rows(); row += (int) Math.max(1, Math.round(dyad.rate()))) {
                        double label = labels[row * contract.targets().size() + target];
                        if (!Double.isNaN(label)) {
                            double p = rows.at(row)[one] * rows.at(row)[other];
                            sums = sums.plus(new PairSums(1, p, label, p * p, label * label, p * label));
                        }
                    }
                }
                double correlation = sums.scores().pearson();
                most = Math.max(most, Double.isNaN(correlation) ? 0 : correlation * correlation);
            }
            assertThat(correlations[product]).as("product " + product).isEqualTo(most);
        }
    }
}
