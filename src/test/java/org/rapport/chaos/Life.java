package org.rapport.chaos;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.lsl4j.LslClock;

/**
 * One outlet from its beginning to its end, and every stamp that it sent. Its samples say whose they are: the first value is
 * their number within this life, the second is the number of the life, the third a curve or poison, all others 0.
 */
final class Life {
    /** What a broken driver may send. */
    private static final double[] POISON = {Double.NaN, Double.POSITIVE_INFINITY, 1e300, Double.NEGATIVE_INFINITY, -1e300};

    private final String device;
    private final int number;
    private final int channels;
    private final double began;
    private double[] stamps = new double[1 << 12];
    /** When each was sent: for the far device, its stamps less its clock's offset. */
    private double[] sent = new double[1 << 12];
    private int count;
    private double ended = Double.NaN;

    Life(String device, int number, int channels, double began) {
        this.device = device;
        this.number = number;
        this.channels = channels;
        this.began = began;
    }

    /** Writes all stamps, for another program. */
    synchronized void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeDouble(began);
            out.writeInt(count);
            for (int i = 0; i < count; i++) {
                out.writeDouble(stamps[i]);
            }
        }
    }

    /**
     * A life that another program wrote.
     *
     * @param ahead seconds by which its clock is ahead of this machine's
     */
    static Life read(Path file, String device, int number, int channels, double ahead) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            Life life = new Life(device, number, channels, in.readDouble() - ahead);
            life.count = in.readInt();
            life.stamps = new double[life.count];
            life.sent = new double[life.count];
            for (int i = 0; i < life.count; i++) {
                life.stamps[i] = in.readDouble();
                life.sent[i] = life.stamps[i] - ahead;
            }
            life.end();
            return life;
        }
    }

    String device() {
        return device;
    }

    int number() {
        return number;
    }

    int channels() {
        return channels;
    }

    /** When it began, on the LSL clock of this machine. */
    double began() {
        return began;
    }

    /** When it ended, NaN while it lasts. */
    synchronized double ended() {
        return ended;
    }

    synchronized void end() {
        ended = LslClock.now();
    }

    /** How many samples were sent. */
    synchronized int count() {
        return count;
    }

    /** The stamp of a sample. */
    synchronized double stamp(int sample) {
        return stamps[sample];
    }

    /** When a sample was taken, on the LSL clock of this machine, wherever the device's clock is. */
    synchronized double sentAt(int sample) {
        return sent[sample];
    }

    /**
     * Takes down a sample that is about to be sent, and writes its values to their place.
     *
     * @param time when it is taken
     * @param stamp what the device's clock says then
     */
    synchronized void next(double time, double stamp, boolean poisoned, double[] values, int at) {
        if (count == stamps.length) {
            stamps = Arrays.copyOf(stamps, 2 * count);
            sent = Arrays.copyOf(sent, 2 * count);
        }
        Arrays.fill(values, at, at + channels, 0);
        values[at] = count;
        values[at + 1] = number;
        if (channels > 2) {
            values[at + 2] = poisoned ? poison(count) : curve(count);
        }
        sent[count] = time;
        stamps[count++] = stamp;
    }

    /** Whether a value of the third channel is one that may have been sent. */
    static boolean isSent(int sample, double value) {
        return same(value, curve(sample)) || same(value, poison(sample));
    }

    private static boolean same(double one, double other) {
        return Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
    }

    private static double curve(int sample) {
        return sample % 100 / 100.0;
    }

    private static double poison(int sample) {
        return POISON[sample % POISON.length];
    }
}
