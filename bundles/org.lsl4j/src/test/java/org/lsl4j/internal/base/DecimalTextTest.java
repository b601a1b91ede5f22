package org.lsl4j.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden values: what the native library prints. */
class DecimalTextTest {

    @ParameterizedTest
    @CsvSource({"0, 0.000000000000000", "0.1, 0.1000000000000000", "0.3333333333333333, 0.3333333333333333",
            "100, 100.0000000000000", "512.5, 512.5000000000000", "30000, 30000.00000000000", "1e6, 1000000.000000000",
            "123456789.123, 123456789.1230000", "1e15, 1000000000000000.", "1e17, 1.000000000000000e+17",
            "1e-5, 1.000000000000000e-05", "1.1, 1.100000000000000", "-2.5, -2.500000000000000"})
    void printsAsTheNativeLibrary(double value, String text) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(DecimalText.of(value)).isEqualTo(text);
        } finally {
            Locale.setDefault(before);
        }
    }
}
