package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
    private long now = 5_000;
    private final Allowance allowance = new Allowance(0.25, 100, () -> now);

    @Test
    void noMoreThanItsShareIsUsedInTheLongRun() {
        Allowance large = new Allowance(0.25, 100_000, () -> now);
        long used = 0;
        for (int i = 0; i < 100_000; i++) {
            now += 7_000;
            if (large.take(10_000)) {
                large.use(30_000);
                used += 40_000;
            }
        }
        assertThat(used / 7e8).isBetween(0.24, 0.2502);
    }

    @Test
    void manyAtOnceAreCountedBeforeTheyBegin() {
        int begun = 0;
        while (allowance.take(10)) {
            begun++;
        }
        assertThat(begun).isEqualTo(10);
        allowance.use(-5);
        assertThat(allowance.take(10)).as("one took less than expected").isTrue();
        assertThat(allowance.take(10)).isFalse();
    }

    @Test
    void whatPassesInSmallStepsCountsAsMuch() {
        allowance.use(100);
        for (int i = 0; i < 4; i++) {
            assertThat(allowance.take(1)).isFalse();
            now++;
        }
        assertThat(allowance.take(1)).isTrue();
        assertThat(allowance.take(1)).isFalse();
    }

    @Test
    void aSingleLongUseIsForgiven() {
        allowance.use(1_000_000);
        now += 400;
        assertThat(allowance.take(1)).isFalse();
        now += 4;
        assertThat(allowance.take(1)).isTrue();
    }

    @Test
    void notMoreIsSavedThanMayBeUsedAtOnce() {
        now += 1_000_000;
        assertThat(allowance.take(100)).isTrue();
        assertThat(allowance.take(100)).isFalse();
    }
}
