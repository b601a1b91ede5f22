package org.rapport.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** What two browsers would see and hear of the dyad. */
class LaptopsTest {
    private static final int SECONDS = 120;

    private static Samples samples(long seed, String device, double seconds) {
        return Samples.of(new SimulatedSession(seed, seed, Equipment.LAPTOPS), device, seconds);
    }

    @Test
    void twoCamerasAMicrophoneAndKeys() {
        assertThat(new SimulatedSession(3, 3, Equipment.LAPTOPS).devices()).extracting(SimulatedDevice::name)
                .containsExactly("emitter-camera", "emitter-microphone", "receiver-camera", "receiver-label");
    }

    @Test
    void aRowIsAFaceOrNothing() {
        for (long seed = 1; seed <= 4; seed++) {
            Samples camera = samples(seed, "emitter-camera", SECONDS);
            int lost = 0;
            for (float[] row : camera.rows()) {
                assertThat(row).hasSize(62);
                boolean missing = Float.isNaN(row[0]);
                lost += missing ? 1 : 0;
                for (int i = 0; i < row.length; i++) {
                    assertThat(Float.isNaN(row[i])).isEqualTo(missing);
                    assertThat(missing || i >= 52 || row[i] >= 0 && row[i] <= 1).isTrue();
                }
            }
            assertThat(lost).isBetween(0, camera.rows().size() / 10);
        }
    }

    /** As the page makes them, and the same way for both eyes: the gaze that goes to the left of the person is positive. */
    @Test
    void theGazeIsMadeOfTheEyesMovements() {
        Samples camera = samples(2, "receiver-camera", 30);
        double[] left = camera.channel("gaze_left_yaw");
        double[] right = camera.channel("gaze_right_yaw");
        double[] pitch = camera.channel("gaze_right_pitch");
        for (int i = 0; i < left.length; i++) {
            assertThat(left[i]).isEqualTo((float) (camera.channel("eyeLookOutLeft")[i] - camera.channel("eyeLookInLeft")[i]));
            assertThat(right[i]).isEqualTo((float) (camera.channel("eyeLookInRight")[i] - camera.channel("eyeLookOutRight")[i]));
            assertThat(pitch[i]).isEqualTo((float) (camera.channel("eyeLookUpRight")[i] - camera.channel("eyeLookDownRight")[i]));
        }
    }

    @Test
    void theMicrophoneIsSoundAtSixteenThousandHertz() {
        Samples microphone = samples(5, "emitter-microphone", 10);
        assertThat(microphone.rows()).hasSizeBetween(159_980, 160_020);
        assertThat(Arrays.stream(microphone.intervals()).summaryStatistics().getMax()).isLessThan(1.01 / 16_000);
        double[] sound = microphone.channel("sound");
        assertThat(Arrays.stream(sound).map(Math::abs).max().orElseThrow()).isBetween(0.05, 0.999);
        assertThat(Arrays.stream(sound).allMatch(value -> value * 32_768 == Math.rint(value * 32_768))).isTrue();
    }

    /** Who speaks livelier is louder, and there are pauses. */
    @Test
    void theVoiceTellsProsody() {
        double sum = 0;
        List<Long> seeds = List.of(11L, 12L, 13L, 14L, 15L, 16L);
        for (long seed : seeds) {
            SimulatedEmitter emitter = new SimulatedEmitter(new Seed(seed).of("emitter"));
            double[] sound = samples(seed, "emitter-microphone", SECONDS).channel("sound");
            double[] loudness = IntStream.range(0, SECONDS / 4).mapToDouble(i -> Arrays
                    .stream(sound, i * 64_000, Math.min(sound.length, (i + 1) * 64_000)).map(x -> x * x).average().orElseThrow())
                    .map(Math::log).toArray();
            double[] prosody = IntStream.range(0, SECONDS / 4).mapToDouble(i -> emitter.prosody().at(4 * i + 2)).toArray();
            sum += Statistics.correlation(loudness, prosody);
        }
        assertThat(sum / seeds.size()).isGreaterThan(0.6);
    }

    @Test
    void theSameSeedIsTheSameDyad() {
        assertThat(samples(4, "emitter-camera", 5).table()).isDeepEqualTo(samples(4, "emitter-camera", 5).table());
        assertThat(samples(4, "emitter-microphone", 1).channel("sound"))
                .isEqualTo(samples(4, "emitter-microphone", 1).channel("sound"))
                .isNotEqualTo(samples(6, "emitter-microphone", 1).channel("sound"));
    }
}
