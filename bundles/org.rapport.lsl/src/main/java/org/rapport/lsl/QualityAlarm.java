package org.rapport.lsl;

import java.util.Locale;
import java.util.Optional;

import org.rapport.lsl.StreamMeter.Tally;

/** Says, once for each, that a device does not send at the rate it claims or loses samples. */
final class QualityAlarm {
    /** The part by which the real rate may be off. */
    private static final double RATE_TOLERANCE = 0.05;
    /** The part of samples that may be missing, and the number that is no part of anything yet. */
    private static final double MISSING_TOLERANCE = 0.01;
    private static final long FEW_MISSING = 5;
    private static final double SHORTEST = 4;
    /** Seconds after which what was before counts no more. */
    private static final double MEMORY = 60;

    private final double nominalRate;
    private Tally past = new Tally(0, 0, 0);
    private boolean rateTold;
    private boolean missingTold;

    QualityAlarm(double nominalRate) {
        this.nominalRate = nominalRate;
    }

    /** What is wrong and has not been told. */
    Optional<String> check(Tally now) {
        Tally recent = now.since(past);
        if (recent.elapsed() > MEMORY) {
            past = now;
        }
        if (nominalRate == 0 || recent.elapsed() < SHORTEST) {
            return Optional.empty();
        }
        boolean rateOff = Math.abs(recent.rate() / nominalRate - 1) > RATE_TOLERANCE;
        boolean gaps = recent.missing() >= FEW_MISSING && recent.missingShare() > MISSING_TOLERANCE;
        if (rateOff && !rateTold) {
            rateTold = true;
            missingTold |= gaps;
            return Optional.of(String.format(Locale.ROOT,
                    "sends %.1f samples a second where it says %.1f%s; correct the device's settings",
                    recent.rate(), nominalRate, gaps ? missing(recent) : ""));
        }
        if (gaps && !missingTold) {
            missingTold = true;
            return Optional.of(String.format(Locale.ROOT, "loses samples%s; look at its cable, radio or computer's load",
                    missing(recent)));
        }
        return Optional.empty();
    }

    private static String missing(Tally recent) {
        return String.format(Locale.ROOT, ": %d of %d are missing (%.1f %%)", recent.missing(), recent.intervals()
                + recent.missing(),
                100 * recent.missingShare());
    }
}
