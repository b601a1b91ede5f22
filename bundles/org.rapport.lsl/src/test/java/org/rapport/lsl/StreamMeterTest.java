package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.lsl.StreamMeter.Tally;

class StreamMeterTest {
    private static final double NAN = Double.NaN;

    @Test
    void measuresTheJitterOfAStreamThatRunsForHours() {
        StreamMeter meter = new StreamMeter(StreamId.of("s"), 1000);
        Random random = new Random(1);
        for (int i = 0; i < 7_200_000; i++) {
            meter.add(50_000 + i / 999.95 + 1e-4 * random.nextGaussian()); // 50 ppm slow
        }
        StreamQuality quality = meter.quality(0, 0, NAN, NAN, NAN);
        assertThat(quality.jitter()).isCloseTo(1e-4, within(2e-6));
        assertThat(quality.rate()).isCloseTo(999.95, within(1e-4));
        assertThat(quality.missing()).as("two hours of a slow crystal").isZero();
    }

    @Test
    void countsWhatIsMissingThroughJitter() {
        StreamMeter meter = new StreamMeter(StreamId.of("s"), 30);
        Random random = new Random(2);
        int lost = 0;
        for (int i = 0; i < 30_000; i++) {
            if (i > 0 && i < 29_990 && random.nextInt(300) == 0) {
                lost++;
            } else {
                meter.add(10 + i / 30.0 + 0.003 * random.nextGaussian());
            }
        }
        assertThat(meter.quality(0, 0, NAN, NAN, NAN).missing()).isEqualTo(lost);
        assertThat(meter.quality(0, 0, NAN, NAN, NAN).jitter()).isCloseTo(0.003, within(0.0002));
    }

    @Test
    void burstsAreNotMissed() {
        StreamMeter meter = new StreamMeter(StreamId.of("strap"), 130);
        for (int burst = 0; burst < 100; burst++) {
            for (int i = 0; i < 73; i++) {
                meter.add(burst * 73 / 130.0 + i * 1e-6);
            }
        }
        StreamQuality quality = meter.quality(0, 73, NAN, NAN, NAN);
        assertThat(quality.rate()).as("what the first burst brought was taken before it").isCloseTo(130, within(0.01));
        assertThat(quality.missing()).isZero();
        assertThat(quality.jitter()).as("a burst lasts 0.56 s").isCloseTo(0.56 / Math.sqrt(12), within(0.01));
    }

    @Test
    void countsDuplicates() {
        StreamMeter meter = new StreamMeter(StreamId.of("s"), 10);
        for (double stamp : new double[]{1, 1.1, 1.1, 1.2}) {
            meter.add(stamp);
        }
        assertThat(meter.quality(0, 0, NAN, NAN, NAN).duplicates()).isEqualTo(1);
        assertThat(meter.quality(0, 0, NAN, NAN, NAN).samples()).isEqualTo(4);
    }

    @Test
    void anIrregularStreamHasARateButNothingMissing() {
        StreamMeter meter = new StreamMeter(StreamId.of("pupil_capture"), 0);
        for (int i = 0; i <= 120; i++) {
            meter.add(i / 60.0 + (i % 3) * 0.001);
        }
        StreamQuality quality = meter.quality(5, 0, NAN, 0.5, 0.001);
        assertThat(quality.rate()).isCloseTo(60, within(0.1));
        assertThat(quality.jitter()).isNaN();
        assertThat(quality.missing()).isZero();
        assertThat(quality.offset()).isEqualTo(0.5);
    }

    @Test
    void oneSampleHasNoRate() {
        StreamMeter meter = new StreamMeter(StreamId.of("s"), 10);
        meter.add(1);
        assertThat(meter.quality(0, 0, NAN, NAN, NAN).rate()).isNaN();
        assertThat(meter.quality(0, 0, NAN, NAN, NAN).jitter()).isNaN();
    }

    @Test
    void theAlarmTellsAWrongRateOnce() {
        QualityAlarm alarm = new QualityAlarm(600, 600);
        assertThat(alarm.check(new Tally(60, 1, 540))).as("too early to say").isEmpty();
        assertThat(alarm.check(new Tally(600, 10, 5400)))
                .hasValueSatisfying(news -> assertThat(news).contains("sends 60.0 samples a second where it says 600.0"));
        assertThat(alarm.check(new Tally(1200, 20, 10_800))).isEmpty();
    }

    @Test
    void theAlarmSeesLateTroubleOfALongSession() {
        QualityAlarm alarm = new QualityAlarm(100, 100);
        for (int second = 5; second <= 3600; second += 5) {
            assertThat(alarm.check(new Tally(second * 100L, second, second / 5))).isEmpty();
        }
        assertThat(alarm.check(new Tally(360_960, 3610, 750)))
                .hasValueSatisfying(news -> assertThat(news).contains("loses samples"));
    }
}
