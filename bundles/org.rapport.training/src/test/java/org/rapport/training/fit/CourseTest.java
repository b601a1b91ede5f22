package org.rapport.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CourseTest {

    @Test
    void halvesAtTheEndOfEachThirdEpoch() {
        Course course = new Halving(3);
        assertThat(course.part(0)).isEqualTo(1);
        assertThat(course.part(2.99)).isEqualTo(1);
        assertThat(course.part(3)).isEqualTo(0.5);
        assertThat(course.part(8.5)).isEqualTo(0.25);
    }

    /** Half cosines between a 25th, the whole and a 250,000th. */
    @Test
    void oneCycleRisesAndFalls() {
        Course course = new OneCycle(10);
        assertThat(course.part(0)).isCloseTo(0.04, within(1e-12));
        assertThat(course.part(1)).isCloseTo(0.28, within(1e-12)); // a third of half a cosine: a quarter of the way
        assertThat(course.part(2)).isCloseTo(0.76, within(1e-12));
        assertThat(course.part(3)).isCloseTo(1, within(1e-12));
        assertThat(course.part(6.5)).isCloseTo((1 + 4e-6) / 2, within(1e-12));
        assertThat(course.part(10)).isCloseTo(4e-6, within(1e-12));
        assertThat(course.part(12)).isCloseTo(4e-6, within(1e-12));
    }

    @Test
    void moreEpochsOfTheSameCycleHaveTheSameRates() {
        Schedule some = new Schedule(4, 8, 0.01, new OneCycle(12), 0, 0);
        assertThat(some.withEpochs(12).rate(3.5)).isEqualTo(some.rate(3.5));
        assertThat(new Schedule(4, 8, 0.01, new OneCycle(4), 0, 0).rate(3.5)).isLessThan(some.rate(3.5));
    }
}
