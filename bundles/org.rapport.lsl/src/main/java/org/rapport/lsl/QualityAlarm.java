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
    private final double claimedRate;
    private Tally past = new Tally(0, 0, 0);
    private boolean rateTold;
    private boolean missingTold;

    /**
     * For one stream.
     *
     * @param nominalRate that it must keep, in Hz; 0 if it is taken as measured
     * @param claimedRate that its outlet says, in Hz; 0 if irregular
     */
    QualityAlarm(double nominalRate, double claimedRate) {
        this.nominalRate = nominalRate;
        this.claimedRate = claimedRate;
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
        boolean rateOff = isOff(recent, nominalRate);
        boolean gaps = recent.missing() >= FEW_MISSING && recent.missingShare() > MISSING_TOLERANCE;
        if (rateOff && !rateTold) {
            rateTold = true;
            missingTold |= gaps;
            return Optional.of(
                    String.format(Locale.ROOT, "sends %.1f samples a second where it says %.1f%s; correct the device's settings, "
                            + "or set \"rate\": \"measured\"", recent.rate(), nominalRate, gaps ? missing(recent) : ""));
        }
        if (gaps && !missingTold) {
            missingTold = true;
            return Optional.of(
                    String.format(Locale.ROOT, "loses samples%s; look at its cable, radio or computer's load", missing(recent)));
        }
        return Optional.empty();
    }

    private static boolean isOff(Tally recent, double rate) {
        return Math.abs(recent.rate() / rate - 1) > RATE_TOLERANCE;
    }

    /** That a rate which is only a claim, and which nobody can mend, is another than the real one; if it has not been told. */
    Optional<String> claim(Tally now) {
        if (rateTold || nominalRate > 0 || claimedRate == 0 || now.elapsed() < SHORTEST || !isOff(now, claimedRate)) {
            return Optional.empty();
        }
        rateTold = true;
        return Optional.of(String.format(Locale.ROOT,
                "sends %.1f samples a second where it says %.1f; its rate is taken as measured", now.rate(), claimedRate));
    }

    private static String missing(Tally recent) {
        return String.format(Locale.ROOT, ": %d of %d are missing (%.1f %%)", recent.missing(),
                recent.intervals() + recent.missing(), 100 * recent.missingShare());
    }
}
