package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.eventually;
import static org.lsl4j.Loopback.find;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits in no pull is told that samples have come. */
@Timeout(120)
class ArrivalTest {
    private final LslConfig config = Loopback.config().build();
    private final Lsl sender = Lsl.open(config);
    private final Lsl receiver = Lsl.open(config);
    private final Semaphore told = new Semaphore(0);

    @AfterEach
    void close() {
        receiver.close();
        sender.close();
    }

    private boolean isTold() throws InterruptedException {
        return told.tryAcquire(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aListenerIsToldWithoutAnyPullAndThenASampleIsThere() throws InterruptedException {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("numbers", "Test").build());
                Inlet inlet = receiver.inlet(find(receiver, "numbers"))) {
            inlet.onArrival(told::release);
            inlet.open(SOON);
            for (int i = 1; i <= 20; i++) {
                outlet.push(new float[]{i}, i);
                assertThat(isTold()).as("of sample %s", i).isTrue();
                assertThat(inlet.pull(new float[1], Duration.ZERO)).isEqualTo(i);
            }
            assertThat(told.availablePermits()).isZero();
        }
    }

    @Test
    void whatCameBeforeSomebodyListenedIsToldAtOnce() throws InterruptedException {
        try (Outlet outlet = sender.outlet(StreamInfo.builder("numbers", "Test").build());
                Inlet inlet = receiver.inlet(find(receiver, "numbers"))) {
            inlet.open(SOON);
            outlet.push(new float[]{1}, 1);
            eventually(() -> inlet.available() == 1);
            inlet.onArrival(told::release);
            assertThat(isTold()).isTrue();
            inlet.flush();
            outlet.push(new float[]{2}, 2);
            assertThat(isTold()).isTrue();
        }
    }

    @Test
    void whoFailsAtListeningLosesNoSample() {
        AtomicInteger failed = new AtomicInteger();
        try (Outlet outlet = sender.outlet(StreamInfo.builder("numbers", "Test").build());
                Inlet inlet = receiver.inlet(find(receiver, "numbers"))) {
            inlet.onArrival(() -> {
                failed.incrementAndGet();
                throw new IllegalStateException("on purpose");
            });
            inlet.open(SOON);
            for (int i = 1; i <= 3; i++) {
                outlet.push(new float[]{i}, i);
                int count = i;
                eventually(() -> failed.get() == count);
                assertThat(inlet.pull(new float[1], SOON)).isEqualTo(i);
            }
            assertThat(inlet.state()).isEqualTo(InletState.CONNECTED);
        }
    }

    /** A reader that looks only when it is told: a word that is lost leaves samples lying for ever. */
    @Test
    void nothingIsLeftLyingWhileSamplesComeAndArePulled() throws InterruptedException {
        int samples = 30_000;
        try (Outlet outlet = sender.outlet(StreamInfo.builder("numbers", "Test").build());
                Inlet inlet = receiver.inlet(find(receiver, "numbers"))) {
            inlet.onArrival(told::release);
            inlet.open(SOON);
            Thread pusher = new Thread(() -> {
                for (int i = 0; i < samples; i++) {
                    outlet.push(new float[]{i});
                    if (i % 16 == 0) {
                        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(100_000));
                    }
                }
            });
            pusher.start();
            float[] values = new float[16];
            double[] times = new double[16];
            int pulled = 0;
            while (pulled < samples) {
                assertThat(isTold()).as("of what comes after sample %s", pulled).isTrue();
                int taken;
                do {
                    taken = inlet.pullChunk(values, times, Duration.ZERO);
                    pulled += taken;
                } while (taken > 0);
            }
            pusher.join();
            assertThat(pulled).isEqualTo(samples);
        }
    }
}
