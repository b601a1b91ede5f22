package org.rapport.simulation.command;

import java.util.Arrays;

import org.lsl4j.Lsl;
import org.lsl4j.Outlet;
import org.rapport.simulation.SimulatedDevice;
import org.rapport.simulation.Sensor;

/**
 * A device that sends. Its sensor follows the session also while it is switched off: what happened then is lost, as with a
 * real device. Used by one thread.
 */
final class LiveDevice implements AutoCloseable {
    private static final int LARGEST_BURST = 256;
    /** Seconds that a program takes to push one sample of a packet. */
    private static final double PUSH = 5e-6;

    private final Lsl lsl;
    private final SimulatedDevice device;
    private final double origin;
    private final Sensor sensor;
    private final float[] next;
    private final int channels;
    private final double[] times = new double[LARGEST_BURST];
    private final float[] values;
    private double nextTime;
    private String streamName;
    private double delay;
    private double jumped;
    /** Seconds from one radio packet to the next, 0 if samples come one by one. */
    private double packet;
    private Outlet outlet;

    /** Switches a device on; the session began at {@code origin} of the LSL clock. */
    LiveDevice(Lsl lsl, SimulatedDevice device, double origin) {
        this.lsl = lsl;
        this.device = device;
        this.origin = origin;
        channels = device.stream().channels().size();
        sensor = device.start();
        next = new float[channels];
        values = new float[LARGEST_BURST * channels];
        streamName = Descriptions.streamName(device);
        nextTime = sensor.next(next);
        restore();
    }

    String name() {
        return device.name();
    }

    /** Sends the samples captured up to {@code now}, in seconds since the session began. */
    void advance(double now) {
        double captured = packet > 0 ? Math.floor(now / packet) * packet : now;
        int count = 0;
        for (int pushed = 0; nextTime <= captured - delay; pushed++) {
            times[count] = origin + jumped + (packet > 0 ? now + pushed * PUSH : nextTime);
            System.arraycopy(next, 0, values, count * channels, channels);
            count++;
            nextTime = sensor.next(next);
            if (count == LARGEST_BURST) {
                send(count);
                count = 0;
            }
        }
        send(count);
    }

    private void send(int count) {
        if (outlet != null && count > 0) {
            outlet.pushChunk(Arrays.copyOf(values, count * channels), Arrays.copyOf(times, count));
        }
    }

    void apply(Action action) {
        switch (action.verb()) {
            case DROP -> close();
            case RESTORE -> restore();
            case DELAY -> delay = action.seconds();
            case JUMP -> jumped += action.seconds();
            case PACKETS -> packet = action.seconds();
            case RENAME -> {
                close();
                streamName = action.argument();
                restore();
            }
            default -> throw new IllegalArgumentException(action + " does not happen to a device");
        }
    }

    private void restore() {
        if (outlet == null) {
            outlet = lsl.outlet(Descriptions.of(device, streamName));
        }
    }

    @Override
    public void close() {
        if (outlet != null) {
            outlet.close();
            outlet = null;
        }
    }
}
