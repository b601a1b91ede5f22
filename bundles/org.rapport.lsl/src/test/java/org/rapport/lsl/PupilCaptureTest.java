package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Block;
import org.rapport.dsp.Resampler;
import org.rapport.testkit.NodeSettings;
import org.rapport.testkit.SentSignals;

/** A tracker that says no rate, from the wire to the rows of a model: its gaze is a signal, not a row of events. */
class PupilCaptureTest {
    private static final double ROWS = 25;
    private static final double DELAY = 0.4;
    private static final StreamInfo PUPIL = StreamInfo.builder("pupil_capture", "Pupil Capture")
            .channel("confidence", "normalized", "Confidence").channel("norm_pos_x", "normalized", "ScreenX")
            .channel("norm_pos_y", "normalized", "ScreenY").channel("diameter0_3d", "mm", "Diameter")
            .channel("diameter1_3d", "mm", "Diameter").build();

    private final SentSignals rows = new SentSignals("features");

    @Test
    void gazeIsInterpolatedAndABlinkIsMissing() {
        DoubleUnaryOperator gaze = time -> 0.5 + 0.3 * Math.sin(2 * Math.PI * 3 * time);
        ChannelMap map = Layouts.map(PUPIL, SourceKind.GAZE);
        Resampler resampler = new Resampler(NodeSettings.of(Resampler.Settings.class,
                Map.of("rate", ROWS, "delay", DELAY, "maxGap", 0.25, "maxLatency", 0.5)));
        Random random = new Random(2);
        for (double time = 100; time < 110; time += 1 / 120.0 + 0.003 * random.nextDouble()) {
            float value = (float) gaze.applyAsDouble(time);
            boolean blink = time > 104 && time < 104.5;
            float[] sample = {blink ? 0.1f : 0.95f, value, value, 3, Float.NaN};
            Block block = map.block(new double[]{time}, sample, time);
            resampler.process(block, rows);
        }
        int columnX = Layouts.words(map).indexOf("Gaze/gaze_x normalized");
        int compared = 0;
        for (Block block : rows.blocks()) {
            for (int i = 0; i < block.samples(); i++) {
                double time = block.times()[i];
                if (time > 104.02 && time < 104.48) {
                    assertThat(block.value(i, columnX)).as("a blink at %s", time).isNaN();
                } else if (time > 101 && time < 109 && (time < 103.98 || time > 104.52)) {
                    assertThat((double) block.value(i, columnX)).as("at %s", time).isCloseTo(gaze.applyAsDouble(time),
                            within(time > 103.6 && time < 104.9 ? 0.04 : 0.0035));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(150);
    }

}
