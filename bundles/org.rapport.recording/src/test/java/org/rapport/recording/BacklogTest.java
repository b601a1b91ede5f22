package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lsl4j.MemoryBudget;
import org.rapport.api.signal.StreamStatus;

class BacklogTest {
    private static final Entry FIRST = new Entry.Samples(Blocks.counting(Blocks.stream("a", 1, 1), 0, 10, 0));
    private static final Entry SECOND = new Entry.Samples(Blocks.counting(Blocks.stream("a", 1, 1), 10, 10, 0));

    @Test
    void hasRoomAgainOnlyWhenWhatWasTakenIsSafe() throws InterruptedException {
        Backlog backlog = new Backlog(FIRST.bytes(), MemoryBudget.ofHeap().share());
        assertThat(backlog.put(FIRST)).isTrue();
        assertThat(backlog.put(SECOND)).isFalse();
        assertThat(backlog.take(0)).contains(FIRST);
        assertThat(backlog.put(SECOND)).isFalse();
        backlog.free(FIRST);
        assertThat(backlog.put(SECOND)).isTrue();
    }

    @Test
    void hasRoomForNewsWhenItIsFull() {
        Backlog backlog = new Backlog(FIRST.bytes(), MemoryBudget.ofHeap().share());
        backlog.put(FIRST);
        assertThat(backlog.put(new Entry.State(new StreamStatus("a", StreamStatus.State.LOST, 1, "test")))).isTrue();
        assertThat(backlog.samples()).isEqualTo(10);
    }

    @Test
    void canBeEmptiedAfterItIsClosed() throws InterruptedException {
        Backlog backlog = new Backlog(10_000, MemoryBudget.ofHeap().share());
        backlog.put(FIRST);
        backlog.close();
        assertThat(backlog.put(SECOND)).isFalse();
        assertThat(backlog.ended()).isFalse();
        assertThat(backlog.take(Long.MAX_VALUE / 2)).contains(FIRST);
        assertThat(backlog.ended()).isTrue();
        assertThat(backlog.take(Long.MAX_VALUE / 2)).isEmpty();
    }
}
