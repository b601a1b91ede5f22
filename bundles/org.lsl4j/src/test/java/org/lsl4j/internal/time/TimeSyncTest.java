package org.lsl4j.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lsl4j.TimeCorrection;

@Timeout(20)
class TimeSyncTest {
    private final BlockingQueue<TimeCorrection> probe = new SynchronousQueue<>();
    private final BlockingQueue<Boolean> asked = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    private TimeSync sync() {
        return sync(Duration.ofMillis(1));
    }

    private TimeSync sync(Duration interval) {
        TimeSync sync = new TimeSync(interval, measured -> {
            asked.add(true);
            try {
                measured.accept(probe.take());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }, timer);
        sync.start();
        return sync;
    }

    /** What is believed after each of these measurements. */
    private List<Double> believed(TimeSync sync, double[][] offsetsAndTrips) throws InterruptedException {
        List<Double> believed = new ArrayList<>();
        for (double[] one : offsetsAndTrips) {
            asked.take();
            probe.put(new TimeCorrection(one[0], one[1], 0));
            Boolean again = asked.take(); // the one before is dealt with when the next is asked for
            believed.add(sync.latest().offset());
            asked.add(again);
        }
        return believed;
    }

    /** As after a cable was out for 30 s: probes queued on one way, and two hosts of one clock seemed 31 and 33 ms apart. */
    @Test
    void whatIsMeasuredWhileAConnectionCatchesUpIsNotBelieved() throws InterruptedException {
        try (TimeSync sync = sync()) {
            assertThat(believed(sync, new double[][]{{1e-5, 2e-4}, {2e-5, 3e-4}, {1e-5, 2e-4}, {-0.031, 0.0622}, {-0.033, 0.0661},
                    {3e-5, 3e-4}, {1e-5, 2e-4}})).containsExactly(1e-5, 2e-5, 1e-5, 1e-5, 1e-5, 3e-5, 1e-5);
        }
    }

    @Test
    void aWayThatStaysSlowIsBelievedInTheEnd() throws InterruptedException {
        try (TimeSync sync = sync()) {
            double[][] measured = new double[20][];
            for (int i = 0; i < measured.length; i++) {
                measured[i] = i < 5 ? new double[]{0, 2e-4} : new double[]{0.001, 0.03};
            }
            List<Double> believed = believed(sync, measured);
            assertThat(believed.subList(5, 9)).containsOnly(0.0);
            assertThat(believed.get(19)).isEqualTo(0.001);
        }
    }

    @Test
    void aClockThatIsSetIsBelievedAtOnce() throws InterruptedException {
        try (TimeSync sync = sync()) {
            assertThat(believed(sync, new double[][]{{0, 2e-4}, {0, 2e-4}, {-3600, 2e-4}})).containsExactly(0.0, 0.0, -3600.0);
        }
    }

    @Test
    void anotherOutletIsBelievedAtOnceAndAskedWithoutAPause() throws InterruptedException {
        try (TimeSync sync = sync(Duration.ofHours(1))) {
            asked.take();
            sync.reset();
            probe.put(new TimeCorrection(7, 2e-4, 0)); // was asked of the outlet before
            asked.take();
            assertThat(sync.latest()).isNull();
        }
    }

    @Test
    void theWayToAnotherOutletMayBeSlower() throws InterruptedException {
        try (TimeSync sync = sync()) {
            believed(sync, new double[][]{{0, 2e-4}, {0, 2e-4}});
            asked.take();
            sync.reset();
            probe.put(new TimeCorrection(7, 2e-4, 0)); // was asked of the outlet before
            asked.take();
            assertThat(sync.latest()).isNull();
            probe.put(new TimeCorrection(5, 0.05, 0));
            assertThat(sync.await(System.nanoTime() + 10_000_000_000L).offset()).isEqualTo(5);
        }
    }

    @Test
    void wifiWhoseWaysVaryIsBelieved() throws InterruptedException {
        try (TimeSync sync = sync()) {
            assertThat(believed(sync, new double[][]{{1, 0.004}, {2, 0.009}, {3, 0.003}, {4, 0.012}, {5, 0.006}}))
                    .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        }
    }
}
