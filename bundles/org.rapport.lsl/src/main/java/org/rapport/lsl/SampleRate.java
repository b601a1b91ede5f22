package org.rapport.lsl;

/**
 * How often a device's samples come, by a node's setting.
 *
 * @param known whether the setting says it
 * @param hz samples a second, 0 if they are measured
 */
record SampleRate(boolean known, double hz) {
    static final SampleRate AS_SAID = new SampleRate(false, 0);
    private static final SampleRate MEASURED = new SampleRate(true, 0);
    private static final double HIGHEST = 1e6;

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException if it is no rate; one line that says why
     */
    static SampleRate of(String setting) {
        if (setting.isEmpty()) {
            return AS_SAID;
        }
        if (setting.equals("measured")) {
            return MEASURED;
        }
        try {
            double hz = Double.parseDouble(setting);
            if (hz > 0 && hz <= HIGHEST) {
                return new SampleRate(true, hz);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("\"" + setting + "\" is not a rate; write measured, or samples per second such as 60");
    }

    /** The same, if the setting says it; else what a dialect says. */
    SampleRate or(boolean measured) {
        return known || !measured ? this : MEASURED;
    }

    /** What is expected of a device that claims a rate, both in Hz; 0 if it is measured or irregular. */
    double of(double claimed) {
        return known ? hz : claimed;
    }
}
