package org.rapport.simulation.command;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslException;
import org.rapport.simulation.SimulatedDevice;

/** A session whose devices send in real time, each as a stream of its own. One thread does it all. */
final class LiveSession implements AutoCloseable {
    /** Fast devices send in bursts of this length, as real drivers do. */
    private static final long TICK_MILLIS = 4;

    private final List<LiveDevice> devices = new ArrayList<>();
    private final List<String> names;
    private final double origin = LslClock.now();
    private final PrintStream out;
    private final PrintStream err;
    private boolean ended;

    /**
     * Switches all devices on.
     *
     * @throws LslException if one of them cannot send
     */
    LiveSession(Lsl lsl, List<SimulatedDevice> devices, PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
        names = devices.stream().map(SimulatedDevice::name).toList();
        try {
            for (SimulatedDevice device : devices) {
                this.devices.add(new LiveDevice(lsl, device, origin));
            }
        } catch (LslException e) {
            close();
            throw e;
        }
    }

    /**
     * Sends until the time is over or an action ends it.
     *
     * @param seconds how long the session lasts, may be infinite
     * @param planned what will happen, in any order
     * @param lines what a user writes meanwhile, an action each
     * @throws InterruptedException if it is stopped from outside
     */
    void run(double seconds, List<TimedAction> planned, BlockingQueue<String> lines) throws InterruptedException {
        Queue<TimedAction> plan = new ArrayDeque<>(
                planned.stream().sorted(Comparator.comparingDouble(TimedAction::time)).toList());
        while (!ended) {
            double now = Math.min(LslClock.now() - origin, seconds);
            while (!plan.isEmpty() && plan.peek().time() <= now) {
                apply(plan.remove().action());
            }
            for (LiveDevice device : devices) {
                device.advance(now);
            }
            ended |= now >= seconds;
            String line = ended ? null : lines.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            if (line != null && !line.isBlank()) {
                applyLine(line);
            }
        }
    }

    private void applyLine(String line) {
        try {
            apply(Action.parse(line, names));
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
        }
    }

    private void apply(Action action) {
        switch (action.verb()) {
            case QUIT -> ended = true;
            case HELP -> out.println(Action.help());
            default -> applyToDevice(action);
        }
    }

    private void applyToDevice(Action action) {
        LiveDevice device = devices.get(names.indexOf(action.device()));
        try {
            device.apply(action);
            out.printf(Locale.ROOT, "%.3f s: %s%n", LslClock.now() - origin, action);
        } catch (LslException e) {
            err.println(action + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        devices.forEach(LiveDevice::close);
    }
}
