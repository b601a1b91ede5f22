package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.eventually;
import static org.lsl4j.Loopback.find;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stamps from an outlet whose clock is another machine's. */
class ClockSyncTest {
    private static final double MILLISECOND = 1e-3;
    private static final InletOptions SYNCED = InletOptions.DEFAULT.withPostProcessing(PostProcessing.CLOCKSYNC);

    private final LslConfig config = Loopback.config().timeUpdateInterval(Duration.ofMillis(100))
            .timeProbeInterval(Duration.ofMillis(5)).timeProbeMaxRtt(Duration.ofMillis(20)).build();
    private final Lsl lsl = Lsl.open(config);

    @AfterEach
    void close() {
        lsl.close();
    }

    /** An inlet for the stream that asks the simulated clock for the time. */
    private Inlet inlet(StreamInfo info, SimulatedClock clock) {
        StreamInfo found = find(lsl, info.name());
        Endpoint endpoint = new Endpoint(found.v4().address(), found.v4().dataPort(), clock.port());
        Inlet inlet = lsl.inlet(found.toBuilder().v4(endpoint).build(), SYNCED);
        inlet.open(SOON);
        return inlet;
    }

    /** Seconds by which the stamp of a sample that is pushed now is off when it has been corrected. */
    private static double error(Outlet outlet, Inlet inlet, SimulatedClock clock) {
        double now = LslClock.now();
        outlet.push(new float[1], clock.at(now));
        return inlet.pull(new float[1], SOON) - now;
    }

    @Test
    void aClockThatDriftsIsFollowed() {
        double drift = 5e-4;
        // ten times what a bad quartz does
        try (SimulatedClock clock = new SimulatedClock(-12_345, drift);
                Outlet outlet = lsl.outlet(StreamInfo.builder("drift", "").nominalRate(100).build());
                Inlet inlet = inlet(outlet.info(), clock)) {
            TimeCorrection first = inlet.timeCorrection(SOON);
            List<Double> errors = new ArrayList<>();
            for (double start = LslClock.now(); LslClock.now() < start + 2;) {
                errors.add(Math.abs(error(outlet, inlet, clock)));
            }
            errors.sort(null);
            assertThat(errors.get(errors.size() / 2)).as("the usual error").isLessThan(MILLISECOND);
            TimeCorrection last = inlet.timeCorrection(SOON);
            double gained = drift * (last.remoteTime() - first.remoteTime());
            assertThat(gained).isGreaterThan(0.5 * MILLISECOND);
            assertThat(first.offset() - last.offset()).as("as exact as the probes were quick").isCloseTo(gained,
                    within((first.uncertainty() + last.uncertainty()) / 2 + 1e-5));
        }
    }

    @Test
    void aClockThatJumpsIsFollowed() {
        double jump = -3600;
        try (SimulatedClock clock = new SimulatedClock(1000, 0);
                Outlet outlet = lsl.outlet(StreamInfo.builder("jump", "").nominalRate(100).build());
                Inlet inlet = inlet(outlet.info(), clock)) {
            eventually(() -> Math.abs(error(outlet, inlet, clock)) < MILLISECOND);
            clock.jump(jump);
            eventually(() -> {
                double error = error(outlet, inlet, clock);
                assertThat(Math.min(Math.abs(error), Math.abs(error - jump))).as("right, or not measured yet").isLessThan(0.1);
                return Math.abs(error) < MILLISECOND;
            });
        }
    }
}
