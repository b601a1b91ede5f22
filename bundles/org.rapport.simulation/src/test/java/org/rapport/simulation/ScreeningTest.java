package org.rapport.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rapport.api.signal.Channel;

class ScreeningTest {
    /** Columns that say whether others are valid, and are no features. */
    private static final Set<String> VALIDITY = Set.of("confidence", "success");
    private static final Screening SCREENING = new Screening(3, Equipment.IMPRESSION);

    private static List<String> features(List<SimulatedDevice> devices) {
        return devices.stream().flatMap(device -> device.stream().channels().stream())
                .filter(channel -> !VALIDITY.contains(channel.label())).map(Channel::path).toList();
    }

    @Test
    void theImpressionEquipmentHasTheWidthsOfThePaper() {
        assertThat(features(SCREENING.stimulus(1))).hasSize(412).doesNotHaveDuplicates()
                .filteredOn(path -> path.startsWith("emitter/Audio/")).hasSize(360)
                .contains("emitter/Audio/pcm_RMSenergy_sma_amean", "emitter/Audio/pcm_fftMag_mfcc_sma_de[12]_kurtosis");
        assertThat(features(SCREENING.stimulus(1))).filteredOn(path -> path.contains("gaze_")).hasSize(8);
        assertThat(features(SCREENING.receiver(1))).hasSize(68).doesNotHaveDuplicates()
                .filteredOn(path -> path.startsWith("receiver/Gaze/")).hasSize(21);
    }

    @ParameterizedTest
    @EnumSource
    void everyDeviceSendsAllItsColumnsInAscendingTimes(Equipment equipment) {
        Screening screening = new Screening(3, equipment);
        List<SimulatedDevice> devices = new ArrayList<>(screening.stimulus(1));
        devices.addAll(screening.receiver(1));
        devices.add(screening.labels(1, 1, 0));
        for (SimulatedDevice device : devices) {
            Samples samples = Samples.of(device, 20);
            for (int i = 1; i < samples.times().length; i++) {
                assertThat(samples.times()[i]).as(device.name()).isGreaterThan(samples.times()[i - 1]);
            }
            for (String label : samples.labels()) {
                double[] values = Arrays.stream(samples.channel(label)).filter(Double::isFinite).toArray();
                boolean may = device.name().endsWith("label") || label.endsWith("_c") || VALIDITY.contains(label);
                assertThat(values).as("%s of %s", label, device.name()).hasSizeGreaterThan(samples.times().length / 2);
                assertThat(may || Statistics.deviation(values) > 0).as("%s of %s changes", label, device.name()).isTrue();
            }
        }
    }

    @Test
    void everybodySeesTheSameEmitterAndStaysTheSamePerson() {
        assertThat(Arrays.deepEquals(Samples.of(SCREENING.stimulus(2).get(1), 5).table(),
                Samples.of(new Screening(3, Equipment.IMPRESSION).stimulus(2).get(1), 5).table())).isTrue();
        assertThat(Arrays.deepEquals(Samples.of(SCREENING.stimulus(1).get(1), 5).table(),
                Samples.of(SCREENING.stimulus(2).get(1), 5).table())).isFalse();
        assertThat(Arrays.deepEquals(Samples.of(SCREENING.receiver(1).get(0), 5).table(),
                Samples.of(SCREENING.receiver(2).get(0), 5).table())).isFalse();
        assertThat(Samples.of(SCREENING.labels(1, 2, 30), 60).channel("warmth")).as("starts at each stimulus").startsWith(0);
    }

    /** Which needs the receiver's clock to run on while that of the stimulus begins anew. */
    @Test
    void labelsFollowTheHiddenFunctionOfBoth() {
        double start = 300;
        double right = 0;
        double wrong = 0;
        int pairs = 12;
        for (int i = 1; i <= pairs; i++) {
            Samples labels = Samples.of(SCREENING.labels(i, i, start), 240);
            SimulatedReceiver person = new SimulatedReceiver(new Seed(3).of("receiver " + i));
            right += correlation(labels, person, new SimulatedEmitter(new Seed(3).of("stimulus " + i)), start) / pairs;
            wrong += correlation(labels, person, new SimulatedEmitter(new Seed(3).of("stimulus " + (i + 1))), start) / pairs;
        }
        assertThat(right).isGreaterThan(0.9);
        assertThat(wrong).isCloseTo(0, within(0.3));
    }

    private static double correlation(Samples labels, SimulatedReceiver receiver, SimulatedEmitter emitter, double start) {
        double lag = 1.4;
        double[] product = IntStream.range(0, labels.times().length).mapToDouble(i -> labels.times()[i] - lag)
                .map(time -> emitter.smiling().at(time) * receiver.engagement().at(start + time)).toArray();
        return Statistics.correlation(labels.channel("warmth"), product);
    }

    @Test
    void sampledLabelsHoldWhatTheKeysSaid() {
        Samples presses = Samples.of(new Screening(3, Equipment.LAB).labels(1, 1, 0), 60);
        Samples held = Samples.of(SCREENING.labels(1, 1, 0), 60);
        assertThat(held.times()).hasSize(1500).startsWith(0, 0.04, 0.08);
        for (int i = 0; i < held.times().length; i++) {
            int press = 0;
            while (press + 1 < presses.times().length && presses.times()[press + 1] <= held.times()[i]) {
                press++;
            }
            assertThat(held.rows().get(i)).isEqualTo(presses.rows().get(press));
        }
    }

    /** What a network can find in the voice: prosody moves its energy and its coefficients. */
    @Test
    void functionalsFollowTheHiddenTrait() {
        double sum = 0;
        for (int stimulus = 1; stimulus <= 6; stimulus++) {
            Samples voice = Samples.of(SCREENING.stimulus(stimulus).get(1), 200);
            Latent prosody = new SimulatedEmitter(new Seed(3).of("stimulus " + stimulus)).prosody();
            double[] course = Arrays.stream(voice.times()).map(prosody::at).toArray();
            sum += Statistics.correlation(voice.channel("pcm_RMSenergy_sma_amean"), course) / 6;
        }
        assertThat(sum).isGreaterThan(0.5);
    }
}
