package org.lsl4j.internal.base;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as the native library prints them (C's {@code %#.16g}: 16 significant digits, trailing zeros kept), since
 * queries compare them as text.
 */
public final class DecimalText {
    private static final int DIGITS = 16;
    private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

    private DecimalText() {
    }

    public static String of(double value) {
        if (value == 0) {
            return "0.000000000000000";
        }
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(ROUNDING);
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= DIGITS) {
            return scientific(rounded, exponent);
        }
        String plain = rounded.setScale(DIGITS - 1 - exponent).toPlainString();
        return plain.indexOf('.') < 0 ? plain + "." : plain;
    }

    private static String scientific(BigDecimal rounded, int exponent) {
        String mantissa = rounded.scaleByPowerOfTen(-exponent).setScale(DIGITS - 1).toPlainString();
        int magnitude = Math.abs(exponent);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (magnitude < 10 ? "0" : "") + magnitude;
    }
}
