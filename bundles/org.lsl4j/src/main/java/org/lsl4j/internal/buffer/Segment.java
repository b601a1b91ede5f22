package org.lsl4j.internal.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Some consecutive samples of a {@link SampleLog}. */
public final class Segment {
    private static final int BYTES = 64 << 10;
    private static final int MAX_SAMPLES = 1024;

    private final double[] stamps;
    private final int[] ends;
    private ByteBuffer records;
    private long first;
    private int count;
    private Segment following;

    /** An empty one, laid out for records of about that size. */
    Segment(int recordBytes) {
        int samples = Math.max(1, Math.min(MAX_SAMPLES, BYTES / Math.max(1, recordBytes)));
        stamps = new double[samples];
        ends = new int[samples];
        records = allocate(samples * Math.max(1, recordBytes));
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Forgets its samples; the next one will have that number. */
    void restart(long number) {
        first = number;
        count = 0;
        following = null;
    }

    /** The one that holds the samples after its own, null if it is the last. */
    Segment following() {
        return following;
    }

    void setFollowing(Segment segment) {
        following = segment;
    }

    boolean isFull() {
        return count == stamps.length || count > 0 && ends[count - 1] >= BYTES;
    }

    void add(double stamp, ByteBuffer record) {
        int start = start(count);
        int end = start + record.remaining();
        records.clear();
        if (end > records.capacity()) {
            records = allocate(Math.max(end, 2 * start)).put(0, records, 0, start);
        }
        records.put(start, record, record.position(), record.remaining());
        stamps[count] = stamp;
        ends[count] = end;
        count++;
    }

    /** The number after that of its last sample. */
    long end() {
        return first + count;
    }

    /** Memory it takes. */
    int bytes() {
        return records.capacity() + 12 * stamps.length;
    }

    /** Shows a visitor one of its samples; returns whether it took it. */
    boolean show(long number, SampleVisitor visitor) {
        int index = (int) (number - first);
        records.clear().limit(ends[index]).position(start(index));
        return visitor.visit(number, stamps[index], records);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
