package org.rapport.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.model.Contract;
import org.rapport.training.Planted;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Recording;
import org.rapport.training.fit.ContractDraft;
import org.rapport.training.fit.Sides;

class InputWarningsTest {
    private final List<Recording> dyads = new ArrayList<>(Planted.dyads(4, 400));

    private List<String> warnings() throws Exception {
        Sides sides = new Sides(dyads.subList(0, 3), dyads.subList(3, 4), List.of());
        Contract contract = ContractDraft.of(Planted.study(dyads), Planted.options(1).window(), sides, true);
        return InputWarnings.of(contract, sides.all());
    }

    private void set(int dyad, int column, float... values) {
        Recording one = dyads.get(dyad);
        float[] all = one.emitter().toArray();
        for (int row = 0; row < one.rows(); row++) {
            all[2 * row + column] = row < values.length ? values[row] : values[values.length - 1];
        }
        dyads.set(dyad, one.with(FeatureRows.of(all, 2), one.receiver()));
    }

    @Test
    void cleanDataGiveNone() throws Exception {
        assertThat(warnings()).isEmpty();
    }

    @Test
    void whatIsFarFromAllOthersIsNamedByChannelAndSession() throws Exception {
        float[] values = new float[400];
        for (int row = 0; row < 400; row++) {
            values[row] = row == 50 ? 1e30f : (float) Math.sin(row);
        }
        set(1, 0, values);
        assertThat(warnings()).containsExactly("warning: emitter/Face/AU12: 1 of 1600 values are beyond 10 standard deviations "
                + "and count as at that limit (session s1, furthest 1.0E30); look at the device");
    }

    @Test
    void whatChangedOnceAndWhatNeverChangesAreNamed() throws Exception {
        for (int dyad = 0; dyad < 4; dyad++) {
            set(dyad, 0, dyad == 2 ? 1 : 0, 0);
            set(dyad, 1, 3);
        }
        assertThat(warnings()).containsExactly(
                "warning: emitter/Face/AU12: 1 of 1600 values differ from 0.0, too few to learn from, so the channel counts as "
                        + "constant (session s2, furthest 1.0); look at the device",
                "warning: never changes, and so tells nothing: emitter/Audio/energy");
    }
}
