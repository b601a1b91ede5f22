package org.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.graph.NodeStatus;
import org.rapport.api.home.Home;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;

/** What shows in the counts of a graph, on a clock of the test's own. */
class LookoutTest {
    @TempDir
    private Path folder;
    private double now = 100;
    private final Watch watch = new Watch(() -> now);
    private final Troubles troubles = new Troubles();
    private final Lookout lookout = new Lookout(new Home() {
        @Override
        public Path folder() {
            return folder;
        }

        @Override
        public Path work() {
            return folder;
        }
    }, watch, troubles);

    @AfterEach
    void close() {
        watch.end();
    }

    private void look(double seconds, long waiting, long dropped, long failures) {
        now += seconds;
        lookout.look(List.of(new NodeStatus("p", "slow", "a.sink", List.of("in"), List.of(), List.of(), List.of(), 0, 0, waiting,
                dropped, failures, 0)), List.of());
    }

    @Test
    void aQueueIsTroubleWhenItLastsAndOverWhenItIsGone() {
        look(0, 300, 0, 0);
        look(4.9, 5000, 0, 0);
        assertThat(troubles.all()).as("a model that is being loaded has its input wait").isEmpty();
        look(0.2, 301, 0, 0);
        assertThat(troubles.all()).singleElement().satisfies(one -> {
            assertThat(one.about()).isEqualTo("slow");
            assertThat(one.text()).isEqualTo("301 signals wait for it: it is too slow, or this computer is");
            assertThat(one.lasts()).isTrue();
        });
        look(1, 256, 0, 0);
        assertThat(troubles.all()).singleElement().matches(one -> !one.lasts());
        look(1, 300, 0, 0);
        look(4, 300, 0, 0);
        assertThat(troubles.all()).as("a new one needs its five seconds again").hasSize(1);
    }

    @Test
    void blocksThatAreDroppedAndFailuresAreToldWhenTheyGrow() {
        look(0, 0, 2, 0);
        assertThat(troubles.all()).as("from before it looked").isEmpty();
        look(1, 0, 2, 0);
        look(1, 0, 7, 1);
        look(1, 0, 7, 1);
        assertThat(troubles.all()).extracting(Trouble::kind).containsExactly("dropped", "failed");
        assertThat(troubles.all().get(0).text()).startsWith("7 blocks were dropped before it");
        assertThat(troubles.all()).allMatch(Trouble::grave).allMatch(one -> one.count() == 1);
        look(1, 0, 9, 1);
        assertThat(troubles.all().get(0).count()).isEqualTo(2);
    }

    @Test
    void aNodeThatFailedBeforeAnybodyLookedIsTold() {
        look(0, 0, 0, 3);
        assertThat(troubles.all()).singleElement().satisfies(one -> assertThat(one.text()).startsWith("failed on 3 blocks"));
    }

    private void waits(double seconds, String why) {
        now += seconds;
        StreamStatus status = new StreamStatus(StreamId.of("face", "face", ""), StreamStatus.State.RESOLVING, now, why);
        lookout.look(List
                .of(new NodeStatus("p", "face", "a.source", List.of(), List.of(), List.of(status), List.of(), 0, 0, 0, 0, 0, 0)),
                List.of());
    }

    @Test
    void aDeviceIsMissedAfterTenSecondsUnlessItIsOnItsWay() {
        waits(0, "waits for the page");
        waits(9, "waits for the page");
        waits(2, "the page is open");
        waits(9, "the page is open");
        assertThat(troubles.all()).as("something happened").isEmpty();
        waits(2, "the page is open");
        assertThat(troubles.all()).singleElement().satisfies(one -> {
            assertThat(one.text()).isEqualTo("no device yet: the page is open");
            assertThat(one.lasts()).isTrue();
        });
        waits(1, "agreed");
        assertThat(troubles.all()).singleElement().matches(one -> !one.lasts());
    }

    private void predicts(StreamStatus.State state) {
        now += 1;
        StreamStatus status = new StreamStatus(StreamId.of("impression", "timing", ""), state, now,
                "predictions are " + now + " s old");
        lookout.look(List.of(new NodeStatus("p", "impression", "a.model", List.of("in"), List.of(), List.of(status), List.of(), 0,
                0, 0, 0, 0, 0)), List.of());
    }

    @Test
    void latePredictionsAreOneTroubleUntilTheNodeTakesItBackOrIsAnother() {
        predicts(StreamStatus.State.LATE);
        predicts(StreamStatus.State.LATE);
        assertThat(troubles.all()).singleElement().satisfies(one -> {
            assertThat(one.about()).isEqualTo("timing (impression)");
            assertThat(one.kind()).isEqualTo("LATE");
            assertThat(one.count()).isEqualTo(1);
            assertThat(one.first()).isEqualTo(101);
            assertThat(one.lasts()).isTrue();
        });
        predicts(StreamStatus.State.LIVE);
        assertThat(troubles.all()).singleElement().satisfies(one -> assertThat(one.over()).isEqualTo(103));
        predicts(StreamStatus.State.LATE);
        assertThat(troubles.all()).singleElement().satisfies(one -> assertThat(one.count()).isEqualTo(2)).matches(Trouble::lasts);
        look(1, 0, 0, 0); // an edit took the node away
        assertThat(troubles.all()).singleElement().matches(one -> !one.lasts());
    }
}
