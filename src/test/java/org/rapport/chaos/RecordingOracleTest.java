package org.rapport.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

/** An oracle that sees nothing is worth nothing. */
class RecordingOracleTest {
    private static final int SAMPLES = 2000;
    private static final int CHANNELS = 3;
    private static final String HEADER = "<info><name>chaos-steady</name><type>Chaos</type><channel_count>3</channel_count>"
            + "<nominal_srate>100</nominal_srate><channel_format>double64</channel_format></info>";

    @TempDir
    private Path folder;
    private final Life life = new Life("chaos-steady", 10_000, CHANNELS, 100);
    private final double[] times = new double[SAMPLES];
    private final double[] values = new double[SAMPLES * CHANNELS];

    @BeforeEach
    void live() {
        for (int i = 0; i < SAMPLES; i++) {
            times[i] = 100 + i / 100.0;
            life.next(times[i], times[i], i % 50 > 40, values, i * CHANNELS);
        }
    }

    @Test
    void findsNothingWrongWithAWholeRecording() throws Exception {
        assertThat(check(0, SAMPLES)).isEmpty();
    }

    @Test
    void findsAMissingSample() throws Exception {
        assertThat(check(0, 700, 701, SAMPLES)).singleElement().asString().contains("lacks 1 samples from number 700 on");
    }

    @Test
    void findsSamplesThatStandTwice() throws Exception {
        assertThat(check(0, 700, 690, SAMPLES)).first().asString().contains("has number 690 after number 699");
    }

    @Test
    void findsAStampThatIsNotTheOneThatWasSent() throws Exception {
        times[5] = Math.nextUp(times[5]);
        assertThat(check(0, SAMPLES)).singleElement().asString().contains("has the stamp", "at number 5");
    }

    @Test
    void findsAValueThatWasNotSent() throws Exception {
        values[44 * CHANNELS + 2] = 0;
        assertThat(check(0, SAMPLES)).singleElement().asString().contains("has the value 0.0 at number 44");
    }

    @Test
    void findsALateBeginningAndAnEarlyEnd() throws Exception {
        assertThat(check(1100, SAMPLES)).singleElement().asString().contains("is recorded from");
        assertThat(check(0, SAMPLES - 150)).singleElement().asString().contains("lacks its last 150 samples");
    }

    @Test
    void findsALifeThatIsNotRecordedAtAll() throws Exception {
        assertThat(check()).singleElement().asString().contains("is not recorded");
    }

    /** @param ranges first and end of the samples of each chunk */
    private List<String> check(int... ranges) throws Exception {
        Path file = folder.resolve("recording" + ranges.length + (ranges.length > 0 ? ranges[0] : "") + ".xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter stream = writer.addStream(HEADER);
            for (int i = 0; i < ranges.length; i += 2) {
                stream.write(Arrays.copyOfRange(times, ranges[i], ranges[i + 1]),
                        Arrays.copyOfRange(values, ranges[i] * CHANNELS, ranges[i + 1] * CHANNELS));
            }
        }
        return new RecordingOracle(new Diary(), Session.RECORD, 100, 100 + SAMPLES / 100.0).check(List.of(file), List.of(life));
    }
}
