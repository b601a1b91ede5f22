package org.lsl4j.internal.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.lsl4j.MemoryBudget;

class SampleLogTest {

    private static void append(SampleLog log, int from, int to) {
        hold(log, from, to);
        log.release();
    }

    private static void hold(SampleLog log, int from, int to) {
        for (int i = from; i < to; i++) {
            log.append(i, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, i));
        }
    }

    private static List<Integer> range(int from, int to) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static List<Integer> numbers(SampleLog.Reader reader) {
        List<Integer> numbers = new ArrayList<>();
        reader.read((number, stamp, record) -> numbers.add((int) record.getLong()));
        return numbers;
    }

    @Test
    void everyReaderGetsAllFromItsBeginningOn() {
        SampleLog log = new SampleLog(8, new MemoryBudget(1 << 20));
        append(log, 0, 10);
        SampleLog.Reader first = log.reader(100_000);
        append(log, 10, 5000);
        SampleLog.Reader second = log.reader(100_000);
        append(log, 5000, 9000);
        assertThat(numbers(first)).isEqualTo(range(10, 9000));
        assertThat(numbers(second)).isEqualTo(range(5000, 9000));
        append(log, 9000, 20_000);
        assertThat(numbers(second)).isEqualTo(range(9000, 20_000));
        assertThat(numbers(first)).isEqualTo(range(9000, 20_000));
        assertThat(log.dropped()).isZero();
    }

    @Test
    void aListenerIsToldOnceUntilSomebodyTriesToRead() {
        SampleLog log = new SampleLog(8, new MemoryBudget(1 << 20));
        SampleLog.Reader reader = log.reader(100);
        AtomicInteger told = new AtomicInteger();
        reader.onRelease(told::incrementAndGet);
        log.release();
        assertThat(told).as("there is nothing").hasValue(0);
        hold(log, 0, 1);
        assertThat(told).as("it is held back").hasValue(0);
        log.release();
        append(log, 1, 3);
        assertThat(told).hasValue(1);
        assertThat(numbers(reader)).hasSize(3);
        log.release();
        assertThat(told).as("all is read").hasValue(1);
        append(log, 3, 5);
        assertThat(told).hasValue(2);
        reader.read((number, stamp, record) -> false);
        log.release();
        assertThat(told).as("the reader had no room").hasValue(3);
        reader.skip();
        append(log, 5, 6);
        assertThat(told).hasValue(4);
        reader.onRelease(() -> told.addAndGet(100));
        assertThat(told).as("the next listener knows nothing yet").hasValue(104);
        reader.close();
        append(log, 6, 7);
        assertThat(told).hasValue(104);
    }

    @Test
    void aSlowReaderLosesItsOldestSamplesOnly() {
        SampleLog log = new SampleLog(8, new MemoryBudget(1 << 20));
        SampleLog.Reader slow = log.reader(100);
        SampleLog.Reader quick = log.reader(100_000);
        append(log, 0, 10_000);
        assertThat(slow.available()).isEqualTo(100);
        assertThat(numbers(slow)).isEqualTo(range(9900, 10_000));
        assertThat(slow.dropped()).isEqualTo(9900);
        assertThat(numbers(quick)).isEqualTo(range(0, 10_000));
        assertThat(log.dropped()).isEqualTo(9900);
        slow.close();
        assertThat(log.dropped()).isEqualTo(9900);
    }

    @Test
    void memoryIsLimitedWhateverReadersWish() {
        SampleLog log = new SampleLog(8, new MemoryBudget(200_000));
        SampleLog.Reader reader = log.reader(Integer.MAX_VALUE / 2);
        append(log, 0, 1_000_000);
        int kept = reader.available();
        assertThat(kept).isBetween(1_000, 200_000 / 8);
        assertThat(numbers(reader)).isEqualTo(range(1_000_000 - kept, 1_000_000));
        assertThat(reader.dropped()).isEqualTo(1_000_000 - kept);
    }

    @Test
    void aVisitorMayStopAnywhere() {
        SampleLog log = new SampleLog(8, new MemoryBudget(1 << 20));
        SampleLog.Reader reader = log.reader(10_000);
        append(log, 0, 3000);
        int[] budget = {1500};
        assertThat(reader.read((number, stamp, record) -> budget[0]-- > 0)).isEqualTo(1500);
        assertThat(numbers(reader)).isEqualTo(range(1500, 3000));
    }

    @Test
    void chunksWaitUntilTheyAreFullOrReleased() {
        SampleLog log = new SampleLog(8, new MemoryBudget(1 << 20));
        SampleLog.Reader reader = log.reader(100);
        hold(log, 0, 1);
        assertThat(reader.isReady(2)).isFalse();
        hold(log, 1, 5);
        assertThat(reader.isReady(2)).isTrue();
        assertThat(reader.readDue((number, stamp, record) -> true)).as("whole chunks").isEqualTo(4);
        assertThat(reader.isReady(2)).isFalse();
        log.release();
        assertThat(reader.isReady(2)).isTrue();
        assertThat(reader.readDue((number, stamp, record) -> true)).isEqualTo(1);
        hold(log, 5, 7);
        assertThat(reader.isReady(2)).as("chunks begin anew").isTrue();
        assertThat(reader.skip()).isEqualTo(2);
        assertThat(reader.isReady(1)).isFalse();
    }

    @Test
    void recordsOfAnyLengthFit() {
        SampleLog log = new SampleLog(64, new MemoryBudget(10 << 20));
        SampleLog.Reader reader = log.reader(1000);
        int[] lengths = {0, 1, 100_000, 5, 2_000_000, 70_000, 3};
        for (int length : lengths) {
            log.append(length, ByteBuffer.allocate(length));
        }
        List<Integer> read = new ArrayList<>();
        reader.read((number, stamp, record) -> read.add(record.remaining()));
        assertThat(read).containsExactly(0, 1, 100_000, 5, 2_000_000, 70_000, 3);
    }
}
