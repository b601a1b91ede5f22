package org.rapport.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.api.signal.Role;

class SimulatedSessionTest {
    private static final SimulatedSession SESSION = new SimulatedSession(7);

    @Test
    void hasEightDevicesOfTwoPeople() {
        assertThat(SESSION.devices()).extracting(SimulatedDevice::name).containsExactly("emitter-webcam", "emitter-voice",
                "receiver-webcam", "receiver-eyetracker", "receiver-ecg", "receiver-bvp", "receiver-gsr", "receiver-label");
        assertThat(SESSION.devices()).allSatisfy(device -> assertThat(device.stream().role().orElseThrow())
                .isEqualTo(device.name().startsWith("emitter") ? Role.EMITTER : Role.RECEIVER));
    }

    @ParameterizedTest
    @CsvSource({"emitter-webcam, Face, 45", "emitter-voice, Audio, 15", "receiver-webcam, Face, 45",
            "receiver-eyetracker, Gaze, 11", "receiver-ecg, ECG, 1", "receiver-bvp, PPG, 1", "receiver-gsr, EDA, 1",
            "receiver-label, Label, 2"})
    void saysWhatItSends(String name, String type, int channels) {
        SimulatedDevice device = SESSION.devices().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();

        assertThat(device.stream().type()).contains(type);
        assertThat(device.stream().channels()).hasSize(channels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emitter-webcam", "emitter-voice", "receiver-webcam", "receiver-eyetracker", "receiver-ecg",
            "receiver-bvp", "receiver-gsr", "receiver-label"})
    void isTheSameForTheSameSeedAndAnotherForAnother(String device) {
        Samples first = Samples.of(SESSION, device, 20);
        Samples again = Samples.of(new SimulatedSession(7), device, 20);
        Samples other = Samples.of(new SimulatedSession(8), device, 20);

        assertThat(again.times()).isEqualTo(first.times());
        assertThat(Arrays.deepEquals(again.table(), first.table())).isTrue();
        assertThat(other.times()).isNotEqualTo(first.times());
        assertThat(Arrays.deepEquals(other.table(), first.table())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"emitter-webcam, 30", "emitter-voice, 100", "receiver-webcam, 30", "receiver-eyetracker, 60",
            "receiver-ecg, 1000", "receiver-bvp, 64", "receiver-gsr, 4"})
    void keepsItsRateInAscendingTimes(String device, double rate) {
        Samples samples = Samples.of(SESSION, device, 60);

        assertThat(samples.times().length / 60.0).isCloseTo(rate, within(rate * 0.01));
        assertThat(samples.times()[0]).isNotNegative();
        assertThat(Arrays.stream(samples.intervals())).allMatch(interval -> interval > 0);
    }

    @Test
    void webcamsJitterAndDropFrames() {
        double[] intervals = Samples.of(SESSION, "emitter-webcam", 300).intervals();
        double[] kept = Arrays.stream(intervals).filter(interval -> interval < 0.05).toArray();

        assertThat(Statistics.deviation(kept)).isBetween(0.002, 0.008);
        assertThat(intervals.length - kept.length).isBetween(5, 80);
    }

    @Test
    void electrodesDoNotJitter() {
        assertThat(Statistics.deviation(Samples.of(SESSION, "receiver-ecg", 10).intervals())).isLessThan(1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emitter-webcam", "receiver-webcam"})
    void facesAreWhatOpenFaceCouldSay(String device) {
        Samples samples = Samples.of(SESSION, device, 120);
        for (String label : samples.labels()) {
            double[] values = samples.channel(label);
            if (label.endsWith("_r")) {
                assertThat(Arrays.stream(values)).as(label).allMatch(v -> v >= 0 && v <= 5);
                assertThat(Statistics.deviation(values)).as(label).isPositive();
            } else if (label.endsWith("_c") || label.equals("success")) {
                assertThat(Arrays.stream(values)).as(label).allMatch(v -> v == 0 || v == 1);
            } else {
                assertThat(Arrays.stream(values)).as(label).allMatch(v -> v >= -1.001 && v <= 1.001);
            }
        }
        assertThat(samples.channel("AU12_c")).contains(0, 1);
    }

    @Test
    void webcamsLoseTheFaceNowAndThen() {
        Samples samples = Samples.of(SESSION, "emitter-webcam", 600);
        double[] success = samples.channel("success");
        double[] confidence = samples.channel("confidence");

        assertThat(Statistics.mean(success)).isBetween(0.95, 0.999);
        for (int i = 0; i < success.length; i++) {
            assertThat(confidence[i] > 0.5).isEqualTo(success[i] == 1);
        }
    }

    @Test
    void gazeIsADirection() {
        Samples samples = Samples.of(SESSION, "receiver-webcam", 5);
        double[] x = samples.channel("gaze_0_x");
        double[] y = samples.channel("gaze_0_y");
        double[] z = samples.channel("gaze_0_z");
        for (int i = 0; i < x.length; i++) {
            assertThat(x[i] * x[i] + y[i] * y[i] + z[i] * z[i]).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void theEyeTrackerSeesNothingInABlinkAndTheWebcamSeesTheBlink() {
        Samples tracker = Samples.of(SESSION, "receiver-eyetracker", 120);
        double[] pupil = tracker.channel("left_pupil");
        List<Double> blinkTimes = new ArrayList<>();
        for (int i = 0; i < pupil.length; i++) {
            float[] row = tracker.rows().get(i);
            boolean blind = Float.isNaN(row[0]);
            for (float value : row) {
                assertThat(Float.isNaN(value)).isEqualTo(blind);
            }
            if (blind) {
                blinkTimes.add(tracker.times()[i]);
            }
        }
        assertThat(blinkTimes.size() / (double) pupil.length).isBetween(0.01, 0.12);

        Samples webcam = Samples.of(SESSION, "receiver-webcam", 120);
        double[] shut = webcam.channel("AU45_r");
        double[] success = webcam.channel("success");
        double inBlink = Statistics.mean(frames(webcam, shut, success, blinkTimes, true));
        double outside = Statistics.mean(frames(webcam, shut, success, blinkTimes, false));
        assertThat(inBlink).isGreaterThan(outside + 1.5);
    }

    private static double[] frames(Samples webcam, double[] values, double[] success, List<Double> blinks, boolean inside) {
        DoubleStream.Builder chosen = DoubleStream.builder();
        for (int i = 0; i < values.length; i++) {
            double time = webcam.times()[i];
            boolean near = blinks.stream().anyMatch(blink -> Math.abs(blink - time) < 0.009);
            if (success[i] == 1 && near == inside) {
                chosen.add(values[i]);
            }
        }
        return chosen.build().toArray();
    }

    @Test
    void theHeartBeatsAsHeartsDoAndThePulseFollows() {
        List<Double> beats = peaks(Samples.of(SESSION, "receiver-ecg", 60), "ECG", 0.6, 0.3);
        List<Double> pulses = peaks(Samples.of(SESSION, "receiver-bvp", 60), "BVP", 20, 0.4);

        assertThat(beats.size()).isBetween(45, 100);
        double[] intervals = new double[beats.size() - 1];
        Arrays.setAll(intervals, i -> beats.get(i + 1) - beats.get(i));
        assertThat(Statistics.deviation(intervals)).isBetween(0.01, 0.15);
        assertThat(pulses.size()).isCloseTo(beats.size(), within(1));
        assertThat(pulses.subList(1, pulses.size()))
                .allMatch(pulse -> beats.stream().anyMatch(beat -> pulse - beat > 0.3 && pulse - beat < 0.6));
    }

    /** Times of the largest value in each excursion above a threshold, at least some time apart. */
    private static List<Double> peaks(Samples samples, String label, double threshold, double apart) {
        double[] values = samples.channel(label);
        List<Double> peaks = new ArrayList<>();
        for (int i = 1; i < values.length - 1; i++) {
            boolean peak = values[i] > threshold && values[i] >= values[i - 1] && values[i] > values[i + 1];
            if (peak && (peaks.isEmpty() || samples.times()[i] - peaks.get(peaks.size() - 1) > apart)) {
                peaks.add(samples.times()[i]);
            }
        }
        return peaks;
    }

    @Test
    void skinConductanceIsPositiveAndSlow() {
        double[] conductance = Samples.of(SESSION, "receiver-gsr", 120).channel("GSR");

        assertThat(Arrays.stream(conductance)).allMatch(value -> value > 1 && value < 15);
        for (int i = 1; i < conductance.length; i++) {
            assertThat(Math.abs(conductance[i] - conductance[i - 1])).isLessThan(0.7);
        }
    }

    @Test
    void labelsMoveOneStepAtATime() {
        Samples samples = Samples.of(SESSION, "receiver-label", 240);

        assertThat(samples.times()[0]).isZero();
        assertThat(samples.rows().get(0)).containsExactly(0, 0);
        assertThat(Arrays.stream(samples.intervals())).allMatch(interval -> interval > 0.05);
        assertThat(samples.times().length).isBetween(100, 600);
        double[] competence = samples.channel("competence");
        double[] warmth = samples.channel("warmth");
        for (int i = 1; i < competence.length; i++) {
            double moved = Math.abs(competence[i] - competence[i - 1]) + Math.abs(warmth[i] - warmth[i - 1]);
            assertThat(moved).isCloseTo(Dial.STEP, within(1e-6));
        }
        assertThat(Arrays.stream(warmth)).allMatch(value -> Math.abs(value) < 1.25);
    }

    @Test
    void labelsFollowTheImpression() {
        SimulatedReceiver receiver = new SimulatedReceiver(new Seed(7).of("receiver"));
        Impression impression = new Impression(new SimulatedEmitter(new Seed(7).of("emitter")), receiver);
        Samples samples = Samples.of(SESSION, "receiver-label", 240);
        double[] felt = Arrays.stream(samples.times()).map(time -> impression.warmth(time - 0.4)).toArray();

        assertThat(Statistics.correlation(samples.channel("warmth"), felt)).isGreaterThan(0.9);
    }

    @Test
    void mayShowAnEmitterWhomTheReceiverDidNotMeet() {
        SimulatedSession pseudo = new SimulatedSession(7, 9, Equipment.LAB);

        assertSame(Samples.of(pseudo, "emitter-voice", 5), Samples.of(new SimulatedSession(9), "emitter-voice", 5));
        assertSame(Samples.of(pseudo, "receiver-bvp", 5), Samples.of(SESSION, "receiver-bvp", 5));
        assertSame(Samples.of(pseudo, "receiver-label", 60), Samples.of(SESSION, "receiver-label", 60));
        assertThat(pseudo.devices().get(0).serial()).isEqualTo("emitter-webcam-9");
        assertThat(pseudo.devices().get(7).serial()).isEqualTo("receiver-label-7");
    }

    private static void assertSame(Samples actual, Samples expected) {
        assertThat(actual.times()).isEqualTo(expected.times());
        assertThat(Arrays.deepEquals(actual.table(), expected.table())).isTrue();
    }
}
