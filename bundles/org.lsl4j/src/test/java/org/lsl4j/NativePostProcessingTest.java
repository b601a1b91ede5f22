package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.lsl4j.Loopback.SOON;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsl4j.LslConfig.Backend;
import org.lsl4j.internal.jna.LibLsl;
import org.lsl4j.internal.time.StampPipeline;
import org.lsl4j.internal.time.TimeSync;

/** The native library processes the same stamps; what comes out is the same to a microsecond. */
@Tag("interop")
class NativePostProcessingTest {
    private static final int SAMPLES = 3000;
    private static final int THREADSAFE = 8;

    /** What this library has no use for otherwise. */
    private interface Stages extends LibLsl {
        int lsl_set_postprocessing(Pointer inlet, int flags);

        double lsl_time_correction(Pointer inlet, double seconds, int[] error);

        NativeLong lsl_pull_chunk_f(Pointer inlet, float[] values, double[] stamps, NativeLong valueRoom, NativeLong stampRoom,
                double seconds, int[] error);

        int lsl_resolve_byprop(Pointer[] found, int room, String property, String value, int minimum, double seconds);
    }

    /** Stamps that came back, and the time correction meanwhile. */
    private record Processed(double[] stamps, double correction) {
    }

    static Stream<Arguments> stagesAndRates() {
        return Stream
                .of(Set.of(PostProcessing.DEJITTER), Set.of(PostProcessing.MONOTONIZE), Set.of(PostProcessing.CLOCKSYNC),
                        Set.of(PostProcessing.values()))
                .flatMap(stages -> Stream.of(100.0, 512.5, 30_000.0).map(rate -> Arguments.of(stages, rate)));
    }

    /** A clock that drifts, is read late at times, stands still for a while and once goes back. */
    private static double[] recorded(double rate) {
        Random random = new Random(7);
        double[] stamps = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double late = random.nextInt(50) == 0 ? 0.1 * random.nextDouble() : 0;
            double jump = i > 2000 ? -0.25 : i > 1000 ? 0.5 : 0;
            stamps[i] = 5000.25 + i / rate * 1.0001 + random.nextGaussian() * 0.3 / rate + late + jump;
        }
        return stamps;
    }

    @ParameterizedTest
    @MethodSource("stagesAndRates")
    void agree(Set<PostProcessing> stages, double rate) {
        assumeTrue(NativeSetup.isThere(), "skipped: set rapport.python to a Python that has pylsl");
        double[] stamps = recorded(rate);
        StreamInfo info = StreamInfo.builder("recorded", "").nominalRate(rate).build();
        try (Lsl lsl = Lsl.open(NativeSetup.CONFIG.toBuilder().backend(Backend.NATIVE).build());
                Outlet outlet = lsl.outlet(info)) {
            Processed theirs = natively(outlet, stages, stamps);
            double[] ours = ours(stages, rate, stamps, theirs.correction);
            for (int i = 0; i < SAMPLES; i++) {
                assertThat(ours[i]).as("sample %d", i).isCloseTo(theirs.stamps[i], within(1e-6));
            }
        }
    }

    /** Lets the native library process stamps that it has received. */
    private static Processed natively(Outlet outlet, Set<PostProcessing> stages, double[] stamps) {
        Stages lsl = Native.load(NativeSetup.CONFIG.nativeLibrary(), Stages.class);
        Pointer[] found = new Pointer[1];
        assertThat(lsl.lsl_resolve_byprop(found, 1, "name", outlet.info().name(), 1, 10)).isEqualTo(1);
        Pointer inlet = lsl.lsl_create_inlet_ex(found[0], 10 * SAMPLES, 0, 1, LibLsl.BUFFER_IN_SAMPLES);
        try {
            int[] error = new int[1];
            lsl.lsl_open_stream(inlet, 10, error);
            lsl.lsl_set_postprocessing(inlet, THREADSAFE + stages.stream().mapToInt(stage -> 1 << stage.ordinal()).sum());
            assertThat(outlet.awaitConsumers(SOON)).isTrue();
            double[] processed = new double[SAMPLES];
            double correction = lsl.lsl_time_correction(inlet, 10, error);
            outlet.pushChunk(new float[SAMPLES], stamps);
            NativeLong count = lsl.lsl_pull_chunk_f(inlet, new float[SAMPLES], processed, new NativeLong(SAMPLES),
                    new NativeLong(SAMPLES), 10, error);
            assertThat(error[0]).isZero();
            assertThat(count.intValue()).isEqualTo(SAMPLES);
            assertThat(lsl.lsl_time_correction(inlet, 1, error)).as("measured again meanwhile").isEqualTo(correction);
            return new Processed(processed, correction);
        } finally {
            lsl.lsl_destroy_inlet(inlet);
            lsl.lsl_destroy_streaminfo(found[0]);
        }
    }

    private static double[] ours(Set<PostProcessing> stages, double rate, double[] stamps, double correction) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        TimeCorrection known = new TimeCorrection(correction, 0, 0);
        try (TimeSync time = new TimeSync(Duration.ofDays(1), measured -> measured.accept(known), timer)) {
            time.start();
            Loopback.eventually(() -> time.latest() != null);
            StampPipeline pipeline = new StampPipeline(time, NativeSetup.CONFIG.smoothingHalftime(), rate, stages);
            double[] processed = new double[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                assertThat(pipeline.accepts(i)).isTrue();
                processed[i] = pipeline.process(i, stamps[i]);
            }
            return processed;
        } finally {
            timer.shutdownNow();
        }
    }
}
