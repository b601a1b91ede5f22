package org.rapport.chaos;

import java.util.ArrayList;
import java.util.List;

import org.lsl4j.ChannelFormat;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;

/** A device whose samples tell their number, so that whoever reads it can say whether anything is missing. */
final class Device implements AutoCloseable {
    /** What the name and source id of all of them begin with. */
    static final String PREFIX = "chaos-";
    private static final int MOST_AT_ONCE = 5_000;

    private final Lsl lsl;
    private final String name;
    private final String type;
    private final double rate;
    private final List<Life> lives = new ArrayList<>();
    private int firstNumber;
    private Outlet outlet;
    private Life life;
    private double next;
    private double jump;
    private boolean poisoned;
    private double pace;

    /**
     * A device that is not there yet.
     *
     * @param number that of its first life; there are less than 10,000
     */
    Device(Lsl lsl, int number, String name, String type, double rate) {
        this.lsl = lsl;
        this.name = PREFIX + name;
        this.type = type;
        this.rate = rate;
        firstNumber = number * 10_000;
        pace = rate;
    }

    /** Every life that it had; the last may go on. */
    synchronized List<Life> lives() {
        return List.copyOf(lives);
    }

    synchronized void appear(int channels) {
        StreamInfo.Builder info = StreamInfo.builder(name, type).format(ChannelFormat.DOUBLE64).nominalRate(rate).sourceId(name);
        for (int channel = 0; channel < channels; channel++) {
            // the third one is what a graph reads
            info.channel(channel == 2 ? "ECG" : channel == 0 ? "number" : channel == 1 ? "life" : "more" + channel,
                    channel == 2 ? "mV" : "", channel == 2 ? "ECG" : "");
        }
        outlet = lsl.outlet(info.build());
        next = LslClock.now();
        life = new Life(name, firstNumber + lives.size(), channels, next);
        lives.add(life);
    }

    /** Ends the stream; what was sent still arrives. */
    void vanish() {
        Outlet closing;
        synchronized (this) {
            closing = outlet;
            outlet = null;
            life.end();
        }
        closing.close(); // takes its time, and the other devices send meanwhile
    }

    /** Lets all stamps from now on be off by so many seconds. */
    synchronized void jump(double seconds) {
        jump += seconds;
    }

    synchronized void poison(boolean on) {
        poisoned = on;
    }

    /** Lets it send so many samples a second, whatever it says. */
    synchronized void pace(double samplesPerSecond) {
        pace = samplesPerSecond;
    }

    void normalPace() {
        pace(rate);
    }

    /** Sends what is due. */
    synchronized void advance() {
        if (outlet == null) {
            return;
        }
        int due = (int) Math.min(MOST_AT_ONCE, (LslClock.now() - next) * pace);
        if (due > 0) {
            double[] values = new double[due * life.channels()];
            double[] stamps = new double[due];
            for (int i = 0; i < due; i++, next += 1 / pace) {
                stamps[i] = next + jump;
                life.next(next, stamps[i], poisoned, values, i * life.channels());
            }
            outlet.pushChunk(values, stamps);
        }
    }

    @Override
    public void close() {
        if (isThere()) {
            vanish();
        }
    }

    private synchronized boolean isThere() {
        return outlet != null;
    }
}
