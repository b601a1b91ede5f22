package org.rapport.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.model.Contract;
import org.rapport.model.network.Batch;
import org.rapport.training.Planted;
import org.rapport.training.fit.ContractDraft;
import org.rapport.training.fit.Sides;
import org.rapport.training.fit.WindowOptions;

class WindowsTest {
    private final List<Recording> recordings = Planted.dyads(3, 47);
    private final Contract contract = contract();

    private Contract contract() {
        try {
            return ContractDraft.of(Planted.study(recordings), new WindowOptions(10, 5, 0, 2),
                    new Sides(recordings, recordings, recordings), true);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noWindowSpansTwoRecordings() {
        Windows windows = new Windows(recordings, contract, 5, 0);
        assertThat(windows.count()).isEqualTo(3 * 8);
        assertThat(windows.row(7)).isEqualTo(35);
        assertThat(windows.recording(8)).isSameAs(recordings.get(1));
    }

    @Test
    void aBatchIsStandardisedAndALostModalityIsZero() {
        Windows windows = new Windows(recordings, contract, 5, 0);
        Batch whole = windows.batch(3, 9);
        float raw = recordings.get(0).emitter().toArray()[15 * 2];
        Contract.Input face = contract.emitter().get(0);
        assertThat(whole.emitter()[0]).isEqualTo((raw - (float) face.mean()) * (float) (1 / face.std()));

        Batch without = windows.batch(new Draw(new int[]{3, 9}, new boolean[][]{{true, false, false, true}, new boolean[4]}));
        assertThat(IntStream.range(0, 10).map(step -> (int) (1000 * without.emitter()[step * 2]))).containsOnly(0);
        assertThat(without.emitter()[1]).isEqualTo(whole.emitter()[1]);
        assertThat(without.receiver()[1]).isZero();
        assertThat(without.receiver()[21]).isEqualTo(whole.receiver()[21]).isNotZero();
        assertThat(without.labels()).isEqualTo(whole.labels());
    }

    @Test
    void aLostModalityIsMissingByItsMaskToo() {
        Recording one = recordings.get(0);
        float[] noVoice = one.emitter().toArray();
        noVoice[17 * 2 + 1] = Float.NaN;
        Windows windows = new Windows(List.of(one.with(FeatureRows.of(noVoice, 2), one.receiver())), contract.withMasks(true), 5,
                0);
        Windows plain = new Windows(recordings.subList(0, 1), contract, 5, 0);
        boolean[] lost = {true, false, false, true}; // the emitter's face, the receiver's gaze
        Batch batch = windows.batch(new Draw(new int[]{3}, new boolean[][]{lost}));
        Batch without = plain.batch(new Draw(new int[]{3}, new boolean[][]{lost}));
        assertThat(batch.emitter()).hasSize(10 * 4);
        for (int step = 0; step < 10; step++) {
            boolean voice = step != 2; // row 17 of the window from row 15 on
            assertThat(Arrays.copyOfRange(batch.emitter(), step * 4, step * 4 + 4)).containsExactly(0,
                    voice ? without.emitter()[step * 2 + 1] : 0, 0, voice ? 1 : 0);
            assertThat(Arrays.copyOfRange(batch.receiver(), step * 4, step * 4 + 4)).containsExactly(without.receiver()[step * 2],
                    0, 1, 0);
        }
        assertThat(Arrays.copyOfRange(windows.batch(3).emitter(), 2, 4)).containsExactly(1, 1);
    }

    @Test
    void aLeadInHasNoLabels() {
        float[] expected = new Windows(recordings, contract, 5, 0).batch(3, 9).labels();
        Arrays.fill(expected, 0, 4 * 2, Float.NaN);
        Arrays.fill(expected, 10 * 2, 14 * 2, Float.NaN);
        assertThat(new Windows(recordings, contract, 5, 4).batch(3, 9).labels()).isEqualTo(expected);
    }

    @Test
    void windowsWithoutALabelTeachNothing() {
        float[] none = new float[47 * 2];
        Arrays.fill(none, 0, 30 * 2, Float.NaN);
        Recording one = recordings.get(0);
        Recording late = new Recording(one.session(), one.emitterChannels(), one.receiverChannels(), one.provenance(),
                one.times(), one.emitter(), one.receiver(), FeatureRows.of(none, 2));
        Windows windows = new Windows(List.of(late), contract, 5, 0);
        assertThat(windows.count()).isEqualTo(3);
        assertThat(windows.row(0)).isEqualTo(25);
        Arrays.fill(none, 33 * 2, none.length, Float.NaN);
        assertThat(new Windows(List.of(late), contract, 5, 0).count()).isEqualTo(2); // from rows 25 and 30
        assertThat(new Windows(List.of(late), contract, 5, 4).count()).isEqualTo(1); // labels 30 to 32 are in the lead-in of one
    }

    @Test
    void epochsAreDrawnTheSameWayAgain() {
        Windows windows = new Windows(recordings, contract, 5, 0);
        Draws some = new Draws(windows, 8, 0.3, 5);
        some.epoch();
        Draws again = new Draws(windows, 8, 0.3, 5);
        List<Draw> first = again.epoch();
        assertThat(first).hasSize(3);
        assertThat(first.stream().flatMapToInt(draw -> IntStream.of(draw.windows())))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 24).boxed().toList());
        assertThat(some.epoch()).usingRecursiveComparison().isEqualTo(again.epoch()).isNotEqualTo(first);
    }
}
