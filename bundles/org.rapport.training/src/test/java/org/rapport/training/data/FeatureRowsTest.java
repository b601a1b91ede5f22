package org.rapport.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FeatureRowsTest {
    private final FeatureRows rows = FeatureRows.of(new float[]{0, 10, 1, 11, 2, 12, 3, 13}, 2);

    @Test
    void readsWhatItIsAViewOf() {
        assertThat(rows.count()).isEqualTo(4);
        assertThat(read(rows, 1, 2)).containsExactly(1, 11, 2, 12);
        assertThat(rows.slice(1, 3).toArray()).containsExactly(1, 11, 2, 12);
        assertThat(rows.slice(1, 4).slice(1, 2).toArray()).containsExactly(2, 12);
    }

    @Test
    void shiftedRowsComeRoundAgain() {
        assertThat(rows.shifted(1).toArray()).containsExactly(1, 11, 2, 12, 3, 13, 0, 10);
        assertThat(rows.slice(1, 4).shifted(-1).toArray()).containsExactly(3, 13, 1, 11, 2, 12);
        assertThat(read(rows.shifted(3), 0, 2)).containsExactly(3, 13, 0, 10);
    }

    @Test
    void columnsGoOrAreEmptied() {
        assertThat(rows.select(1).slice(2, 4).toArray()).containsExactly(12, 13);
        assertThat(rows.select(1).width()).isEqualTo(1);
        assertThat(rows.withoutValues(0).slice(0, 2).toArray()).containsExactly(Float.NaN, 10, Float.NaN, 11);
        assertThat(rows.missing().toArray()).hasSize(8).containsOnly(Float.NaN);
        assertThat(rows.select(1, 0).withoutValues(1).slice(3, 4).toArray()).containsExactly(13, Float.NaN);
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> rows.slice(1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeatureRows.of(new float[3], 2)).hasMessageContaining("no whole rows");
    }

    private static float[] read(FeatureRows rows, int from, int count) {
        float[] into = new float[count * rows.width()];
        rows.read(from, count, into, 0);
        return into;
    }
}
