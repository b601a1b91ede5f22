package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rapport.api.graph.Output;
import org.rapport.api.node.PolledSource;
import org.rapport.api.node.Sink;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.StreamDescription;

/** Sources that say that something has come. Where nobody has a turn for an hour, what is asked is asked because of that. */
@Timeout(120)
class PolledLifeTest {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final long UNLIMITED = Long.MAX_VALUE / 4;
    private static final StreamDescription STREAM = new StreamDescription("s", 0, List.of(), Origin.device());

    private final List<Workers> started = new ArrayList<>();
    private final Workers patient = workers(HOUR, UNLIMITED);

    @AfterEach
    void close() {
        started.forEach(Workers::close);
    }

    private Workers workers(long paceMillis, long allowed) {
        Workers workers = new Workers(paceMillis, new Allowance(1, allowed, System::nanoTime));
        started.add(workers);
        return workers;
    }

    /** A source that counts how often it is asked. */
    private static class Asked implements PolledSource {
        final Semaphore polls = new Semaphore(0);
        final AtomicInteger count = new AtomicInteger();
        Output output;

        @Override
        public void begin(Output whole) {
            output = whole;
        }

        @Override
        public void poll() throws Exception {
            count.incrementAndGet();
            polls.release();
        }

        @Override
        public void end() {
            // nothing to end
        }

        void await(int more) throws InterruptedException {
            assertThat(polls.tryAcquire(more, 1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static Runner runner(String name, Object node, boolean prompt, Workers workers) {
        return new Runner(new NodeId("test", name, "test.type", List.of()), node, prompt, new Post(), new Audience(), workers);
    }

    /** A source with a sink that wants what comes at once. */
    private static Runner read(PolledSource source, Workers workers) {
        Runner runner = runner("source", source, false, workers);
        runner.targets(List.of(runner("sink", (Sink) block -> {
        }, true, workers)));
        runner.start();
        return runner;
    }

    /** Until then, what was to be asked at once has been. */
    private void anotherIsAskedAHundredTimes() throws InterruptedException {
        Asked another = new Asked();
        Runner witness = read(another, patient);
        for (int i = 0; i < 100; i++) {
            witness.wake();
            another.await(1);
        }
    }

    @Test
    void aSourceThatWakesIsAskedLongBeforeItsTurn() throws Exception {
        Asked source = new Asked();
        Runner runner = read(source, patient);
        runner.wake();
        source.await(1);
        source.output.wake();
        source.await(1);
        assertThat(source.count).hasValue(2);
    }

    @Test
    void whatComesWhileItIsAskedIsAReasonToAskOnceMore() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        Asked source = new Asked() {
            @Override
            public void poll() throws Exception {
                asked.countDown();
                release.await();
                super.poll();
            }
        };
        Runner runner = read(source, patient);
        runner.wake();
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
        for (int i = 0; i < 5; i++) {
            runner.wake();
        }
        release.countDown();
        source.await(2);
        runner.wake();
        source.await(1);
        assertThat(source.count).as("once more for all five").hasValue(3);
    }

    @Test
    void afterItsEndNothingComesOfIt() throws Exception {
        Asked source = new Asked();
        Runner runner = read(source, patient);
        runner.wake();
        source.await(1);
        runner.stop();
        runner.wake();
        source.output.wake();
        anotherIsAskedAHundredTimes();
        assertThat(source.count).hasValue(1);
    }

    @Test
    void aSourceThatNobodyReadsAtOnceWaitsForItsTurn() throws Exception {
        Asked recorded = new Asked();
        Runner runner = runner("source", recorded, false, patient);
        runner.targets(List.of(runner("recorder", (Sink) block -> {
        }, false, patient)));
        runner.start();
        runner.wake();
        anotherIsAskedAHundredTimes();
        assertThat(recorded.count).hasValue(0);
        runner.targets(List.of(runner("sink", (Sink) block -> {
        }, true, patient)));
        runner.wake();
        recorded.await(1);
    }

    @Test
    void whereTooMuchIsAskedASourceIsAskedInItsTurn() throws Exception {
        Asked source = new Asked();
        Runner runner = read(source, workers(1, 0));
        for (int i = 0; i < 10; i++) {
            runner.wake(); // which is refused, and nothing is left of it
            source.await(1);
        }
        Asked never = new Asked();
        Runner refused = read(never, workers(HOUR, 0));
        refused.wake();
        source.await(10);
        assertThat(never.count).hasValue(0);
    }

    @Test
    void whereNodesHaveMuchToDoSourcesAreAskedInTheirTurn() throws Exception {
        Allowance easy = new Allowance(0, TimeUnit.SECONDS.toNanos(1), () -> 0);
        Workers workers = new Workers(HOUR, easy);
        started.add(workers);
        Asked source = new Asked();
        Runner runner = read(source, workers);
        runner.wake();
        source.await(1);
        workers.execute(() -> {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(1)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        });
        while (easy.take(0)) { // it is counted when it is over
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        runner.wake();
        anotherIsAskedAHundredTimes();
        assertThat(source.count).hasValue(1);
    }

    /** Each time it is asked, it says that there is more. */
    @Test
    void aStormOfWakingStarvesNobody() throws Exception {
        Workers workers = workers(1, UNLIMITED);
        List<Runner> storm = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            storm.add(read(new Asked() {
                @Override
                public void poll() throws Exception {
                    super.poll();
                    output.wake();
                }
            }, workers));
        }
        storm.forEach(Runner::wake);
        Asked quiet = new Asked();
        Asked wakes = new Asked();
        read(quiet, workers);
        Runner waking = read(wakes, workers);
        quiet.await(100);
        for (int i = 0; i < 100; i++) {
            waking.wake();
            wakes.await(1);
        }
        storm.forEach(Runner::stop);
    }

    /** Many threads bring something and say so; nobody has a turn, so a word that is lost leaves something lying. */
    @Test
    void nothingIsLeftLyingAndOneThreadAtATimeAsks() throws Exception {
        int bringers = 4;
        int each = 50_000;
        AtomicLong brought = new AtomicLong();
        AtomicInteger asking = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(1);
        PolledSource source = new PolledSource() {
            private long taken;

            @Override
            public void begin(Output output) {
                // it has nothing to send
            }

            @Override
            public void poll() {
                together.addAndGet(asking.incrementAndGet() - 1);
                taken += brought.getAndSet(0);
                asking.decrementAndGet();
                if (taken == (long) bringers * each) {
                    all.countDown();
                }
            }

            @Override
            public void end() {
                // nothing to end
            }
        };
        Runner runner = read(source, patient);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < bringers; i++) {
            Thread bringer = new Thread(() -> {
                for (int one = 0; one < each; one++) {
                    brought.incrementAndGet();
                    runner.wake();
                }
            });
            threads.add(bringer);
            bringer.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(all.await(1, TimeUnit.MINUTES)).as("all was taken").isTrue();
        assertThat(together).hasValue(0);
    }

    /** The second finds a thread although the first, which waits for it, keeps that of the source. */
    @Test
    void theFirstReaderNeedsNoOtherThreadAndKeepsNobodyWaiting() throws Exception {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        Runner runner = runner("source", new Asked() {
            @Override
            public void poll() {
                threads.add(Thread.currentThread());
                output.send(new Block(STREAM, new double[]{1}, new float[0], 1));
            }
        }, false, patient);
        runner.targets(List.of(runner("first", (Sink) block -> {
            second.await();
            threads.add(Thread.currentThread());
            first.countDown();
        }, true, patient), runner("second", (Sink) block -> second.countDown(), false, patient)));
        runner.start();
        runner.wake();
        assertThat(first.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(threads).hasSize(2).allMatch(thread -> thread == threads.get(0));
    }
}
