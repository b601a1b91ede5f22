package org.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class TroublesTest {
    private final Troubles troubles = new Troubles();

    @Test
    void foldsAStormOfEqualOnesIntoOneWithACount() {
        for (int i = 0; i < 1000; i++) {
            troubles.tell("camera", Troubles.WARNING, "loses samples: " + i + " of 2000 are missing", false, i);
        }
        troubles.tell("camera", Troubles.WARNING, "its clock jumped", false, 1000);
        assertThat(troubles.all()).extracting(Trouble::count).containsExactly(1000L, 1L);
        assertThat(troubles.all().get(0).first()).isEqualTo(0);
        assertThat(troubles.all().get(0).last()).isEqualTo(999);
        assertThat(troubles.all().get(0).text()).contains("999 of 2000");
    }

    @Test
    void opensAgainWhatHappensAgainAfterItWasSeen() {
        troubles.tell("camera", "LOST", "gone", true, 1);
        assertThat(troubles.acknowledge(troubles.all().get(0).number())).isTrue();
        troubles.tell("camera", "LOST", "gone", true, 2); // it still is: seen is seen
        assertThat(troubles.all()).singleElement().extracting(Trouble::acknowledged).isEqualTo(true);
        troubles.end("camera", "LOST", 3);
        troubles.tell("camera", "LOST", "gone", true, 4);
        assertThat(troubles.all()).extracting(Trouble::acknowledged).containsExactly(true, false);
    }

    @Test
    void countsWhatLastsOnce() {
        for (int i = 0; i < 10; i++) {
            troubles.keep(i > 2 && i < 8, "disk", "disk", i + " MB are free", true, i);
        }
        assertThat(troubles.all()).singleElement().satisfies(one -> {
            assertThat(one.count()).isEqualTo(1);
            assertThat(one.first()).isEqualTo(3);
            assertThat(one.over()).isEqualTo(8);
            assertThat(one.acknowledged()).isFalse();
        });
    }

    @Test
    void keepsABoundedNumber() {
        for (int i = 0; i < 10_000; i++) {
            troubles.tell("device " + i, "LOST", "gone", true, i);
        }
        assertThat(troubles.all()).hasSize(500).last().extracting(Trouble::about).isEqualTo("device 9999");
    }

    @Test
    void tellsOfBeginningsAndEndsAndNotOfWhatIsToldAgain() {
        List<String> news = new ArrayList<>();
        troubles.onNews(
                one -> news.add(one.kind() + (one.over() > one.first() ? " over at " + one.over() : " at " + one.first())));
        for (int i = 0; i < 100; i++) {
            troubles.tell("camera", Troubles.WARNING, "loses samples: " + i, false, i);
            troubles.tell("camera", "LOST", "gone", true, i);
        }
        troubles.keep(true, "disk", "disk", "full", true, 5);
        troubles.keep(true, "disk", "disk", "fuller", true, 6);
        troubles.end("camera", "LOST", 100);
        troubles.end("camera", "LOST", 101);
        assertThat(news).containsExactly("warning at 0.0", "LOST at 0.0", "disk at 5.0", "LOST over at 100.0");
    }
}
