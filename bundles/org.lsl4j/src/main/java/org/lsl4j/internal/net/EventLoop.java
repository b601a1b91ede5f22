package org.lsl4j.internal.net;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import org.lsl4j.LslException;
import org.lsl4j.internal.base.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that serves any number of channels and waits for none of them. Whoever it calls does what can be done at once, not
 * too much of it, and returns, for all others wait meanwhile. What fails there is told, and the others go on.
 *
 * <p>It has a clock that stands still while its thread is kept from running, by a computer that is too busy or that was asleep:
 * whoever judges by that clock that nothing came does not take its own absence for another's. Its timers go by that clock.
 */
public final class EventLoop implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    /** Stands in the queue behind the tasks of a turn: what those ask for comes with the next, after the channels. */
    private static final Runnable END_OF_TURN = () -> {
    };

    /** It looks at its channels at least as often. */
    private static final long LONGEST_SLEEP_MILLIS = 100;
    /** From one look to the next no more than this counts. */
    private static final long LONGEST_TURN_NANOS = 250_000_000;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final AtomicBoolean asleep = new AtomicBoolean();
    /** Held by whoever does the loop's work: its thread while that is awake, or another that found it asleep. */
    private final ReentrantLock atWork = new ReentrantLock();
    /** Its clock, and the system's, when it looked at its channels last. */
    private long time;
    private long lookedAt = System.nanoTime();
    private volatile long seen;
    private volatile boolean closed;

    /** Serves a channel that can do something of what it waits for. */
    @FunctionalInterface
    public interface Handler {
        void ready(SelectionKey key);
    }

    /** Something to be done at a time of its loop's clock. */
    public static final class Timer implements Comparable<Timer> {
        private final long due;
        private Runnable task;

        private Timer(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }

        /** It is not to be done any more. On the loop's thread. */
        public void cancel() {
            task = () -> {
            };
        }

        @Override
        public int compareTo(Timer other) {
            return Long.compare(due, other.due);
        }
    }

    /**
     * Begins.
     *
     * @param name of its thread
     * @throws LslException if the program can open no more files
     */
    public EventLoop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new LslException(name + " cannot begin: " + e.getMessage(), e);
        }
        thread = new DaemonThreads(name).newThread(this::run);
        thread.start();
    }

    /** Does something soon, on its thread. Cheap while that is busy. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (asleep.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    /**
     * Does something at once on the caller's thread if the loop has nothing to do, which saves the time that it takes to wake up;
     * else soon, on its own thread.
     */
    public void executeAtOnce(Runnable task) {
        if (asleep.get() && atWork.tryLock()) {
            try {
                guard(task);
            } finally {
                atWork.unlock();
            }
        } else {
            execute(task);
        }
    }

    /** Does something after a while. On its thread. */
    public Timer after(long nanos, Runnable task) {
        Timer timer = new Timer(now() + nanos, task);
        timers.add(timer);
        return timer;
    }

    /** Nanoseconds of its clock. On its thread. */
    public long now() {
        return time + Math.min(System.nanoTime() - lookedAt, LONGEST_TURN_NANOS);
    }

    /** The time of its clock up to which all that came to its channels was taken. On any thread. */
    public long seen() {
        return seen;
    }

    /**
     * Serves a channel until that is closed.
     *
     * @param operations it waits for, as {@link SelectionKey} has them
     */
    public SelectionKey register(SelectableChannel channel, int operations, Handler handler) throws IOException {
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, operations, handler);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
        return key;
    }

    /** Ends the thread when it has done what it was told before, and closes the channels that are still served. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void run() {
        try (selector) {
            while (!closed) {
                turn();
            }
            doTasks();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            LOG.error("{} ends, and nothing comes or goes any more: {}", thread.getName(), e.toString());
        }
    }

    private void turn() throws IOException {
        long millis = millisToTimer();
        asleep.set(true);
        // whoever adds a task after this check sees that it sleeps, and wakes it
        if (tasks.isEmpty()) {
            selector.select(millis);
        } else {
            selector.selectNow();
        }
        asleep.set(false);
        atWork.lock();
        try {
            work();
        } finally {
            atWork.unlock();
        }
    }

    private void work() {
        time = now();
        lookedAt = System.nanoTime();
        for (SelectionKey key : selector.selectedKeys()) {
            guard(() -> ((Handler) key.attachment()).ready(key));
        }
        selector.selectedKeys().clear();
        seen = time;
        doTasks();
        doTimers();
    }

    /** Never 0, which would be for ever. */
    private long millisToTimer() {
        Timer next = timers.peek();
        long millis = next == null ? LONGEST_SLEEP_MILLIS : Math.floorDiv(next.due - now() + 999_999, 1_000_000);
        return Math.max(1, Math.min(LONGEST_SLEEP_MILLIS, millis));
    }

    private void doTasks() {
        tasks.add(END_OF_TURN);
        for (Runnable task = tasks.remove(); task != END_OF_TURN; task = tasks.remove()) {
            guard(task);
        }
    }

    private void doTimers() {
        long now = now();
        for (Timer next = timers.peek(); next != null && next.due <= now; next = timers.peek()) {
            guard(timers.remove().task);
        }
    }

    private void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("an error of this library", e);
        } catch (Error e) {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
