package org.rapport.dsp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

import org.rapport.api.signal.Block;

/**
 * The recent samples of one stream in the order of their times, whatever the order they came in.
 *
 * <p>A sample that comes a little late takes its place among the others as soon as it is admitted: for rows that the stream had
 * settled before it came, it is not there, whether they have gone out already or still wait for another stream. One that lies
 * far back is a stray, unless the next one goes on from there: then the device's clock was set back, and what was stamped after
 * that counts no more.
 */
final class SampleHistory {
    /** Seconds by which samples of a device may come in a wrong order; further back, a source says that the clock jumped. */
    private static final double DISORDER = 0.1;
    private static final int SMALLEST = 256;

    private final int channels;
    private double[] times = new double[SMALLEST];
    private float[] values;
    private int first;
    private int end;
    private final Deque<Latecomer> latecomers = new ArrayDeque<>();
    private double strayTime = Double.NaN;
    private final float[] stray;

    /**
     * A sample that did not come in the order of times.
     *
     * @param newest the time of the newest sample when it came
     */
    private record Latecomer(double time, float[] values, double newest) {
    }

    SampleHistory(int channels) {
        this.channels = channels;
        this.values = new float[times.length * channels];
        this.stray = new float[channels];
    }

    void add(Block block) {
        makeRoom(block.samples() + 1);
        for (int i = 0; i < block.samples(); i++) {
            add(block.times()[i], block.values(), i * channels);
        }
    }

    private void add(double time, float[] from, int at) {
        if (time > newest()) {
            insert(time, from, at);
            strayTime = Double.NaN;
        } else if (time >= newest() - DISORDER) {
            latecomers.addLast(new Latecomer(time, Arrays.copyOfRange(from, at, at + channels), newest()));
            strayTime = Double.NaN;
        } else if (strayTime <= time) {
            end = lowerBound(strayTime);
            latecomers.removeIf(latecomer -> latecomer.time() >= strayTime);
            insert(strayTime, stray, 0);
            insert(time, from, at);
            strayTime = Double.NaN;
        } else {
            strayTime = time;
            System.arraycopy(from, at, stray, 0, channels);
        }
    }

    private void insert(double time, float[] from, int at) {
        int place = end;
        while (place > first && times[place - 1] > time) {
            place--;
        }
        System.arraycopy(times, place, times, place + 1, end - place);
        System.arraycopy(values, place * channels, values, (place + 1) * channels, (end - place) * channels);
        times[place] = time;
        System.arraycopy(from, at, values, place * channels, channels);
        end++;
    }

    /** Takes in the late samples that came before the stream had reached a time. */
    void admit(double horizon) {
        while (!latecomers.isEmpty() && latecomers.getFirst().newest() < horizon) {
            Latecomer latecomer = latecomers.removeFirst();
            makeRoom(1);
            insert(latecomer.time(), latecomer.values(), 0);
        }
    }

    /** The place of the first sample that is kept. */
    int first() {
        return first;
    }

    /** The place behind the last sample. */
    int end() {
        return end;
    }

    /** All times; those from {@link #first} to {@link #end} count. */
    double[] times() {
        return times;
    }

    /** All values, samples x channels. */
    float[] values() {
        return values;
    }

    /** The time of the newest sample; infinitely long ago if there is none. */
    double newest() {
        return end > first ? times[end - 1] : Double.NEGATIVE_INFINITY;
    }

    /** The place of the first sample at or after a time. */
    int lowerBound(double time) {
        int low = first;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The place of the first sample after a time. */
    int upperBound(double time) {
        return lowerBound(Math.nextUp(time));
    }

    /** Forgets all before a place. */
    void forgetBefore(int place) {
        first = Math.max(first, place);
    }

    private void makeRoom(int samples) {
        if (end + samples <= times.length) {
            return;
        }
        int kept = end - first;
        int size = Math.max(times.length, Integer.highestOneBit(Math.max(1, 2 * (kept + samples))) * 2);
        double[] newTimes = kept + samples <= times.length / 2 ? times : Arrays.copyOf(times, size);
        float[] newValues = newTimes == times ? values : Arrays.copyOf(values, size * channels);
        System.arraycopy(times, first, newTimes, 0, kept);
        System.arraycopy(values, first * channels, newValues, 0, kept * channels);
        times = newTimes;
        values = newValues;
        first = 0;
        end = kept;
    }
}
