package org.lsl4j.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.lsl4j.Dejitter;
import org.lsl4j.PostProcessing;

class StampPipelineTest {

    private static TimeSync unmeasured() {
        return new TimeSync(Duration.ofDays(1), measured -> measured.accept(null), null);
    }

    private static double process(StampPipeline pipeline, long number, double stamp) {
        assertThat(pipeline.accepts(number)).isTrue();
        return pipeline.process(number, stamp);
    }

    /** An outlet that took over may have another rate: lost samples must not be counted by that of the first. */
    @Test
    void smoothsByTheRateOfTheOutletThatSends() {
        try (TimeSync time = unmeasured()) {
            StampPipeline pipeline = new StampPipeline(time, Duration.ofSeconds(90), 100, Set.of(PostProcessing.DEJITTER));
            for (int i = 0; i < 100; i++) {
                assertThat(process(pipeline, i, 10 + i * 0.01)).isCloseTo(10 + i * 0.01, within(1e-6));
            }
            pipeline.startEpoch(100, 10);
            Dejitter expected = new Dejitter(10, 90);
            for (int i = 0; i < 20; i++) {
                double late = i % 3 * 0.02;
                double stamp = 500 + i * 0.1 + late;
                assertThat(process(pipeline, 100 + i, stamp)).isEqualTo(expected.smooth(stamp));
            }
        }
    }

    @Test
    void countsSamplesThatWereDropped() {
        try (TimeSync time = unmeasured()) {
            StampPipeline pipeline = new StampPipeline(time, Duration.ofSeconds(90), 100, Set.of(PostProcessing.DEJITTER));
            for (int i = 0; i < 100; i++) {
                process(pipeline, i, 10 + i * 0.01);
            }
            assertThat(process(pipeline, 600, 16)).isCloseTo(16, within(1e-6));
        }
    }
}
