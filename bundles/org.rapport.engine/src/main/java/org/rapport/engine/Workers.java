package org.rapport.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.rapport.api.node.PolledSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which nodes work, a few for any number of nodes. Where nodes keep all of them, because they wait for a disk,
 * say, there are more, one after the other, so that nobody waits for such a node but itself.
 */
final class Workers implements Executor, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger("graph");
    private static final int FEWEST = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int MOST = 512;
    /** Ticks in which all threads were at work, and none ended any although some waits, after which there is one thread more. */
    private static final int STUCK = 5;
    /** Ticks in which a thread had nothing to do after which there is one less. */
    private static final int QUIET = 100;
    /** A round rests so many times as long as it took, but no longer than that: what comes meanwhile is taken at once. */
    private static final int REST = 3;
    private static final long LONGEST_REST_NANOS = 20_000_000;
    /** The part of the computer that all nodes' work takes while sources are asked out of turn. */
    private static final double EASY = 1.0 / 8;
    /** So much of it may be used at once. */
    private static final long EASY_NANOS = 4_000_000;
    /** What waking a thread costs beside what it does, and both together until that is known. */
    private static final long WAKING_NANOS = 20_000;
    private static final long EXPECTED_NANOS = 100_000;

    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService clock;
    private final List<Round> rounds = IntStream.range(0, FEWEST).mapToObj(number -> new Round()).toList();
    private final AtomicInteger entered = new AtomicInteger();
    private final Allowance easy;
    private long completed;
    private int stuck;
    private int quiet;

    /** The sources that one thread asks in turn. */
    private final class Round implements Runnable {
        private final List<Runnable> polls = new CopyOnWriteArrayList<>();
        private final AtomicBoolean running = new AtomicBoolean();
        private volatile long restsUntil = System.nanoTime();

        void begin() {
            if (!polls.isEmpty() && System.nanoTime() - restsUntil >= 0 && running.compareAndSet(false, true)) {
                execute(this);
            }
        }

        @Override
        public void run() {
            long begun = System.nanoTime();
            try {
                polls.forEach(Runnable::run);
            } finally {
                long ended = System.nanoTime();
                restsUntil = ended + Math.min(REST * (ended - begun), LONGEST_REST_NANOS);
                running.set(false);
            }
        }
    }

    Workers() {
        this(PolledSource.PACE_MILLIS, new Allowance(FEWEST * EASY, EASY_NANOS, System::nanoTime));
    }

    /**
     * Begins.
     *
     * @param paceMillis from one turn of a source to the next
     * @param easy how much work there may be while sources are asked out of turn
     */
    Workers(long paceMillis, Allowance easy) {
        this.easy = easy;
        threads = new ThreadPoolExecutor(FEWEST, MOST, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Worker::new);
        threads.allowCoreThreadTimeOut(true);
        clock = Executors.newSingleThreadScheduledExecutor(Worker::new);
        clock.scheduleWithFixedDelay(this::tick, paceMillis, paceMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void execute(Runnable work) {
        if (!threads.isShutdown() && !Worker.takes(work)) {
            threads.execute(() -> {
                long begun = System.nanoTime();
                try {
                    work.run();
                } finally {
                    easy.use(System.nanoTime() - begun);
                }
            });
        }
    }

    /**
     * Asks a source out of turn, at once, unless nodes have had much to do of late: many devices are read at less cost in turn.
     * Returns whether it does. What is counted is time that passes, so there is less of this on a computer that is busy.
     */
    boolean ask(Runnable source) {
        boolean is = !threads.isShutdown() && easy.take(EXPECTED_NANOS);
        if (is) {
            threads.execute(() -> askFirst(source));
        }
        return is;
    }

    private void askFirst(Runnable source) {
        long begun = System.nanoTime();
        try {
            Worker.ask(source);
        } finally {
            easy.use(WAKING_NANOS + System.nanoTime() - begun - EXPECTED_NANOS);
        }
    }

    /** Calls this again and again, by one thread at a time; it must not wait for anything, nor throw. */
    void poll(Runnable source) {
        rounds.get(Math.floorMod(entered.getAndIncrement(), rounds.size())).polls.add(source);
    }

    /** Ends that. */
    void leave(Runnable source) {
        rounds.forEach(round -> round.polls.remove(source));
    }

    private void tick() {
        try {
            adapt(); // before there is new work, which waits for a moment
            rounds.forEach(Round::begin);
        } catch (RuntimeException e) {
            log.error("nodes may be late: {}", e.toString()); // the clock goes on
        }
    }

    /** Work also waits where the computer is too busy to wake a thread: more of them would be no help. */
    private void adapt() {
        boolean full = !threads.getQueue().isEmpty() && threads.getActiveCount() >= threads.getCorePoolSize();
        long now = threads.getCompletedTaskCount();
        stuck = full && now == completed ? stuck + 1 : 0;
        quiet = full ? 0 : quiet + 1;
        completed = now;
        if (stuck >= STUCK && threads.getCorePoolSize() < MOST) {
            stuck = 0;
            threads.setCorePoolSize(threads.getCorePoolSize() + 1);
        } else if (quiet >= QUIET && threads.getCorePoolSize() > FEWEST) {
            quiet = 0;
            threads.setCorePoolSize(threads.getCorePoolSize() - 1);
        }
    }

    /** How many threads there may be now. */
    int size() {
        return threads.getCorePoolSize();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdown();
    }
}
