package org.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowsTest {
    @Test
    void forgetsTheOldestAndSaysWhichIsTheFirstThatIsLeft() {
        Rows rows = new Rows(1, 100);
        for (int i = 0; i < 250; i++) {
            rows.add(i, new float[]{i}, 0);
        }
        assertThat(rows.first()).isEqualTo(150);
        assertThat(rows.end()).isEqualTo(250);
        Rows.Slice slice = rows.slice(0, 3, Rows.Columns.ALL);
        assertThat(slice.from()).isEqualTo(150);
        assertThat(slice.times()).containsExactly(150, 151, 152);
        assertThat(rows.slice(249, 10, Rows.Columns.ALL).values()).containsExactly(249);
        assertThat(rows.slice(250, 10, Rows.Columns.ALL).times()).isEmpty();
        assertThat(rows.since(200)).isEqualTo(200);
        assertThat(rows.since(Double.NEGATIVE_INFINITY)).isEqualTo(150);
    }

    @Test
    void givesSomeColumnsOfWideRows() {
        Rows rows = new Rows(5, 100);
        rows.add(1, new float[]{9, 9, 0, 1, 2, 3, 4}, 2);
        assertThat(rows.slice(0, 1, new Rows.Columns(1, 2)).values()).containsExactly(1, 2);
        assertThat(rows.slice(0, 1, new Rows.Columns(3, 20)).values()).containsExactly(3, 4);
        assertThat(rows.slice(0, 1, new Rows.Columns(20, 20)).values()).isEmpty();
    }
}
