package org.rapport.dsp.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

class AudioFeaturesTest {
    private static final double RATE = 16_000;
    private static final double SAMPLE = 1 / RATE;

    private final float[] noise = noise(32_000);
    private final double[] times = Recording.times(RATE, noise.length);

    @Test
    void namesItsColumnsAsOpenSmileDoes() {
        StreamDescription plain = run(false, false, 1000).sent.blocks().get(0).stream();
        assertThat(plain.rate()).isEqualTo(100);
        assertThat(plain.channels()).extracting(Channel::label).hasSize(15)
                .startsWith("pcm_RMSenergy_sma", "pcm_fftMag_mfcc_sma[1]")
                .endsWith("pcm_fftMag_mfcc_sma[12]", "pcm_zcr_sma", "voiceProb_sma");
        assertThat(plain.channels()).allSatisfy(channel -> {
            assertThat(channel.role()).isEqualTo(Role.EMITTER);
            assertThat(channel.type()).isEqualTo("Audio");
            assertThat(channel.extractor()).isEqualTo("openSMILE IS09");
        });
        assertThat(run(true, false, 1000).sent.blocks().get(0).stream().channels()).extracting(Channel::label).hasSize(30)
                .contains("pcm_fftMag_mfcc_sma_de[1]", "voiceProb_sma_de");
        StreamDescription functionals = run(false, true, 1000).sent.blocks().get(0).stream();
        assertThat(functionals.rate()).isEqualTo(10);
        assertThat(functionals.channels()).extracting(Channel::label).hasSize(360).doesNotHaveDuplicates()
                .startsWith("pcm_RMSenergy_sma_max").endsWith("voiceProb_sma_de_kurtosis");
        assertThat(functionals.origin().toMap())
                .containsAllEntriesOf(Map.of("node", "rapport.audio.features", "window", "1.0", "step", "0.1"));
    }

    @ParameterizedTest
    @CsvSource({"false, false, 0.0225", "true, false, 0.0425", "false, true, 0.0425"})
    void isAsLateAsItSaysAndNeverLater(boolean deltas, boolean functionals, String delay) {
        for (Block block : run(deltas, functionals, 1).sent.blocks()) {
            assertThat(block.stream().origin().toMap()).containsEntry("delay", delay);
            assertThat(block.samples()).isOne();
            assertThat(block.arrived() - block.times()[0]).isCloseTo(Double.parseDouble(delay), within(SAMPLE));
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true"})
    void givesTheSameRowsHoweverTheBlocksWereCut(boolean deltas, boolean functionals) {
        List<Line> expected = lines(run(deltas, functionals, noise.length));
        assertThat(expected).hasSizeGreaterThanOrEqualTo(10);
        for (int size : new int[]{1, 7, 160, 1024}) {
            assertThat(lines(run(deltas, functionals, size))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {8000, 11_025, 16_000, 22_050, 44_100, 48_000})
    void putsARowAtTheCentreOfEveryFrameWithoutDrift(double rate) {
        int samples = (int) (3 * rate);
        Recording recording = new Recording();
        recording.send(node(false, false), Recording.microphone(rate), Recording.times(rate, samples), noise(samples), 512);
        List<Line> lines = lines(recording);
        assertThat(lines).hasSizeBetween(296, 297);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).time).isCloseTo(100.0125 + 0.01 * i, within(1.01 / rate));
        }
    }

    @Test
    void beginsAnewAfterMissingAudio() {
        int lost = 16_123;
        for (int missing : new int[]{1, 800, 8000}) {
            double[] jumped = times.clone();
            for (int i = lost; i < jumped.length; i++) {
                jumped[i] += missing * SAMPLE;
            }
            assertEqualsTwoRecordings(jumped, lost);
        }
    }

    @Test
    void beginsAnewWhenTheClockJumpsBack() {
        int jump = 16_123;
        double[] jumped = times.clone();
        for (int i = jump; i < jumped.length; i++) {
            jumped[i] -= 0.5;
        }
        assertEqualsTwoRecordings(jumped, jump);
    }

    private void assertEqualsTwoRecordings(double[] jumped, int at) {
        for (boolean deltas : new boolean[]{false, true}) {
            List<Line> lines = lines(run(node(deltas, false), jumped, noise));
            List<Line> first = lines(run(node(deltas, false), Arrays.copyOf(jumped, at), Arrays.copyOf(noise, at)));
            List<Line> second = lines(run(node(deltas, false), Arrays.copyOfRange(jumped, at, jumped.length),
                    Arrays.copyOfRange(noise, at, noise.length)));
            int reach = deltas ? 3 : 1;
            assertThat(lines).hasSize(first.size() + reach + second.size());
            assertThat(lines).startsWith(first.toArray(Line[]::new)).endsWith(second.toArray(Line[]::new));
            assertThat(lines.get(first.size() + reach - 1).values).containsOnly(Float.NaN); // no neighbour behind
            assertThat(second.get(0).values).containsOnly(Float.NaN); // none before
            assertThat(second.get(reach).values).doesNotContain(Float.NaN);
        }
    }

    @Test
    void toleratesStampsThatJitterByLessThanHalfASample() {
        Random random = new Random(4);
        double[] jittery = Arrays.stream(times).map(time -> time + 0.24 * SAMPLE * (2 * random.nextDouble() - 1)).toArray();
        List<float[]> values = lines(run(node(false, false), jittery, noise)).stream().map(Line::values).toList();
        List<Line> expected = lines(run(false, false, 1000));
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < values.size(); i++) {
            assertThat(values.get(i)).isEqualTo(expected.get(i).values);
        }
    }

    @Test
    void toleratesStampsAsUnevenAsTheUserAllows() {
        Random random = new Random(5);
        double[] uneven = times.clone();
        for (int chunk = 0; chunk < uneven.length; chunk += 160) { // each chunk is stamped when it happens to be handed over
            double off = 0.003 * random.nextDouble();
            for (int i = chunk; i < Math.min(uneven.length, chunk + 160); i++) {
                uneven[i] += off;
            }
        }
        List<Line> expected = lines(run(false, false, 1000));
        List<Line> lines = lines(run(new AudioFeatures(Recording.settings(false, false, 1, 0.1, 0.004)), uneven, noise));
        assertThat(lines).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).values).isEqualTo(expected.get(i).values);
            assertThat(lines.get(i).time).isCloseTo(expected.get(i).time, within(0.0031));
        }
    }

    @Test
    void saysThatAudioIsInterruptedButNotTooOften() {
        double[] jumped = times.clone();
        for (int i = 0; i < jumped.length; i++) {
            jumped[i] += 0.001 * (i / 1600); // every 0.1 s
        }
        Recording recording = run(node(false, false), jumped, noise);
        assertThat(recording.sent.statuses()).hasSize(3); // at the beginning, at the first jump and a second later
        assertThat(recording.sent.statuses()).allSatisfy(status -> assertThat(status.state()).isEqualTo(State.LIVE));
        assertThat(recording.sent.statuses().get(2).reason()).contains("microphone jumped, 1", "times so far", "maxJitter");
    }

    @Test
    void noBlockDescendsWhenTheClockJumpsBack() {
        double[] jumped = times.clone();
        for (int i = 16_000; i < jumped.length; i++) {
            jumped[i] -= 0.5;
        }
        Recording recording = new Recording();
        recording.send(node(true, false), Recording.microphone(RATE), jumped, noise, 16_000);
        assertThat(lines(recording)).hasSizeGreaterThan(190);
        assertThat(recording.sent.blocks()).hasSize(3).allSatisfy(block -> assertThat(block.times()).isSorted());
    }

    @Test
    void aFrameWithAMissingSampleIsMissing() {
        float[] holed = noise.clone();
        holed[16_000] = Float.NaN;
        holed[20_000] = Float.POSITIVE_INFINITY;
        List<Line> expected = lines(run(false, false, 1000));
        List<Line> lines = lines(run(node(false, false), times, holed));
        for (int i = 1; i < lines.size(); i++) {
            if (touches(lines.get(i).time, times[16_000]) || touches(lines.get(i).time, times[20_000])) {
                assertThat(lines.get(i).values).as("at %s", lines.get(i).time).containsOnly(Float.NaN);
            } else {
                assertThat(lines.get(i)).isEqualTo(expected.get(i));
            }
        }
        // the first row, and 4 or 5 a hole
        assertThat(lines.stream().filter(line -> Float.isNaN(line.values[0]))).hasSizeBetween(9, 11);
    }

    /** Whether a sample lies in the frame of a row or in one beside it. */
    private static boolean touches(double row, double sample) {
        return Math.abs(row - sample) < 0.0125 + 0.01;
    }

    @Test
    void noWindowSpansMissingAudio() {
        double[] jumped = times.clone();
        for (int i = 20_000; i < jumped.length; i++) {
            jumped[i] += 1;
        }
        AudioFeatures node = new AudioFeatures(Recording.settings(false, true, 0.3, 0.05));
        List<Line> lines = lines(run(node, jumped, noise));
        double gapEnd = jumped[20_000];
        assertThat(lines).noneMatch(line -> line.time > times[20_000] && line.time < gapEnd + 0.3 - 0.01);
        assertThat(lines.stream().filter(line -> line.time > gapEnd + 0.36)).isNotEmpty()
                .allSatisfy(line -> assertThat(line.values).doesNotContain(Float.NaN));
    }

    @Test
    void silenceIsNoMissingAudio() {
        Recording recording = run(node(false, false), times, new float[noise.length]);
        float[] nothing = new float[15];
        nothing[13] = 398 / 400f; // every inner sample of a frame of zeros counts as a crossing, as in openSMILE
        assertThat(lines(recording).stream().skip(1)).isNotEmpty()
                .allSatisfy(line -> assertThat(line.values).containsExactly(nothing, within(1e-6f)));
    }

    @Test
    void itsFeaturesAreLostWithTheMicrophoneAndLiveWithItAgain() {
        AudioFeatures node = node(false, false);
        Recording recording = run(node, times, noise);
        StreamStatus lost = new StreamStatus(Recording.microphone(RATE).id(), State.LOST, 9, "gone for 3.0 s");
        node.status(new StreamStatus(Recording.microphone(RATE).id(), State.STALE, 6, "no sample for 1.0 s"), recording.sent);
        node.status(lost, recording.sent);
        node.status(new StreamStatus("another", State.LOST, 9.5, ""), recording.sent);
        recording.send(node, Recording.microphone(RATE), times, noise, 1000);
        assertThat(recording.sent.statuses()).extracting(status -> status.stream().node() + " " + status.state())
                .containsSubsequence("microphone STALE", "voice STALE", "microphone LOST", "voice LOST", "another LOST",
                        "voice LIVE");
        assertThat(recording.sent.statuses()).filteredOn(status -> status.state() == State.LOST).hasSize(3);
    }

    @Test
    void refusesWhatIsNoMicrophoneOnceAndTakesUpOneThatIs() {
        AudioFeatures node = node(false, false);
        Recording recording = new Recording();
        Channel mono = Recording.microphone(RATE).channels().get(0);
        StreamDescription stereo = new StreamDescription("stereo", RATE, List.of(mono, mono), Origin.device());
        for (int i = 0; i < 3; i++) {
            node.process(new Block(stereo, new double[]{i}, new float[2], i), recording.sent);
        }
        recording.send(node, Recording.microphone(1000), times, noise, 1000);
        recording.send(node,
                new StreamDescription("heart", RATE,
                        List.of(new Channel(Role.EMITTER, "ECG", "lead", "mV", "", Scale.CONTINUOUS)), Origin.device()),
                times, noise, 1000);
        assertThat(recording.sent.blocks()).isEmpty();
        assertThat(recording.sent.statuses()).hasSize(3)
                .allSatisfy(status -> assertThat(status.state()).isEqualTo(State.REFUSED));
        assertThat(recording.sent.statuses().get(0).reason()).contains("stereo is not one channel of audio: 2 channels");
        assertThat(recording.sent.statuses().get(1).reason()).contains("1000.0 samples a second");
        assertThat(recording.sent.statuses().get(2).reason()).contains("1 channels of type ECG");
        recording.send(node, Recording.microphone(RATE), times, noise, 1000);
        assertThat(recording.sent.statuses().get(3).state()).isEqualTo(State.LIVE);
        assertThat(recording.sent.blocks()).isNotEmpty();
    }

    @Test
    void itsCheckAsksForOneInput() {
        PlannedNode microphone = new PlannedNode("rapport.source.audio", "microphone", Map.of(), List.of());
        AudioFeaturesCheck check = new AudioFeaturesCheck();
        assertThat(check.check(new PlannedNode(AudioFeatures.TYPE, "voice", Map.of(), List.of(microphone)))).isEmpty();
        assertThat(check.check(new PlannedNode(AudioFeatures.TYPE, "voice", Map.of(), List.of(microphone, microphone))))
                .singleElement().satisfies(problem -> assertThat(problem.message()).contains("not from 2"));
    }

    private record Line(double time, float[] values) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Line line && time == line.time && Arrays.equals(values, line.values);
        }

        @Override
        public int hashCode() {
            return Double.hashCode(time);
        }

        @Override
        public String toString() {
            return time + " " + Arrays.toString(values);
        }
    }

    private static List<Line> lines(Recording recording) {
        List<Line> lines = new ArrayList<>();
        for (Block block : recording.sent.blocks()) {
            int width = block.stream().channels().size();
            for (int i = 0; i < block.samples(); i++) {
                lines.add(new Line(block.times()[i], Arrays.copyOfRange(block.values(), i * width, (i + 1) * width)));
            }
        }
        return lines;
    }

    private Recording run(boolean deltas, boolean functionals, int size) {
        Recording recording = new Recording();
        recording.send(node(deltas, functionals), Recording.microphone(RATE), times, noise, size);
        return recording;
    }

    private static Recording run(AudioFeatures node, double[] times, float[] samples) {
        // one sample a block: stamps of one block never descend, but those of the next may
        Recording recording = new Recording();
        recording.send(node, Recording.microphone(RATE), times, samples, 1);
        return recording;
    }

    private static AudioFeatures node(boolean deltas, boolean functionals) {
        return new AudioFeatures(Recording.settings(deltas, functionals, 1, 0.1));
    }

    private static float[] noise(int samples) {
        Random random = new Random(2);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) (0.1 * random.nextGaussian());
        }
        return noise;
    }
}
