package org.rapport.lsl;

import java.util.Arrays;
import java.util.Locale;

/** How the time stamps of a device become times of this machine's LSL clock. */
enum StampClock {
    /** They are of the LSL clock of the device's machine: the measured clock offset is added. */
    LSL,
    /**
     * They are of any clock, such as Unix time: one constant offset is added, that of the sample with the shortest way. So
     * the distances between samples stay as the device told them.
     */
    ARRIVAL;

    /** The word for it in pipeline files. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StampClock of(String word) {
        return Arrays.stream(values()).filter(clock -> clock.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is not a clock; choose lsl or arrival"));
    }
}
