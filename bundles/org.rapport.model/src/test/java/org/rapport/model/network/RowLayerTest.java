package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowLayerTest {

    @ParameterizedTest
    @CsvSource({"1, 0, 1", "4, 4, 8", "5, 3, 7", "58, 64, 128", "3, 130, 33"})
    void addsItsRowsInTheirOrderToTheBit(int first, int second, int outputs) {
        Random random = new Random(first * 1000L + second);
        double[] x = random.doubles(first + second, -3, 3).toArray();
        double[] bias = random.doubles(outputs, -1, 1).toArray();
        double[][] kernel = new double[x.length][];
        Arrays.setAll(kernel, row -> random.doubles(outputs, -1, 1).toArray());

        double[] sums = bias.clone();
        for (int row = 0; row < x.length; row++) {
            for (int i = 0; i < outputs; i++) {
                sums[i] += x[row] * kernel[row][i];
            }
        }

        RowLayer layer = new RowLayer(kernel, bias);
        assertThat(layer.apply(x)).isEqualTo(sums);
        assertThat(layer.apply(Arrays.copyOf(x, first), Arrays.copyOfRange(x, first, x.length))).isEqualTo(sums);
    }
}
