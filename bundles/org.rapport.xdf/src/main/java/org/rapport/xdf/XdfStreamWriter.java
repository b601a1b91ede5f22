package org.rapport.xdf;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One stream of a file that is being written. Every {@code write} makes one chunk of samples: {@code times} in seconds, NaN
 * where it is to be the time before plus the nominal interval; {@code values} row-major, all channels of one sample after
 * the other. The array must be of the type that the header promised.
 */
public final class XdfStreamWriter {
    private final XdfWriter file;
    private final int id;
    private final StreamHeader header;
    private long samples;
    private double first = Double.NaN;
    private double last = Double.NaN;

    XdfStreamWriter(XdfWriter file, int id, StreamHeader header) {
        this.file = file;
        this.id = id;
        this.header = header;
    }

    /** Appends samples of a stream of format {@link XdfFormat#FLOAT32}. */
    public void write(double[] times, float[] values) throws IOException {
        write(XdfFormat.FLOAT32, times, values.length, (chunk, i) -> chunk.putFloat(values[i]));
    }

    /** Appends samples of a stream of format {@link XdfFormat#DOUBLE64}. */
    public void write(double[] times, double[] values) throws IOException {
        write(XdfFormat.DOUBLE64, times, values.length, (chunk, i) -> chunk.putDouble(values[i]));
    }

    /** Appends samples of a stream of format {@link XdfFormat#INT8}. */
    public void write(double[] times, byte[] values) throws IOException {
        write(XdfFormat.INT8, times, values.length, (chunk, i) -> chunk.putByte(values[i]));
    }

    /** Appends samples of a stream of format {@link XdfFormat#INT16}. */
    public void write(double[] times, short[] values) throws IOException {
        write(XdfFormat.INT16, times, values.length, (chunk, i) -> chunk.putShort(values[i]));
    }

    /** Appends samples of a stream of format {@link XdfFormat#INT32}. */
    public void write(double[] times, int[] values) throws IOException {
        write(XdfFormat.INT32, times, values.length, (chunk, i) -> chunk.putInt(values[i]));
    }

    /** Appends samples of a stream of format {@link XdfFormat#INT64}. */
    public void write(double[] times, long[] values) throws IOException {
        write(XdfFormat.INT64, times, values.length, (chunk, i) -> chunk.putLong(values[i]));
    }

    /** Appends samples of a stream of format {@link XdfFormat#STRING}. */
    public void write(double[] times, String[] values) throws IOException {
        write(XdfFormat.STRING, times, values.length, (chunk, i) -> chunk.putText(values[i]));
    }

    /**
     * Appends samples of another file, as many as there are times.
     *
     * @param values of the format that this stream's header promised
     * @param first the number of the first sample, from 0
     */
    public void write(double[] times, XdfValues values, int first) throws IOException {
        int offset = first * header.channelCount();
        int count = times.length * header.channelCount();
        switch (values.format()) {
            case FLOAT32 -> write(times, Arrays.copyOfRange(values.floats(), offset, offset + count));
            case DOUBLE64 -> write(times, Arrays.copyOfRange(values.doubles(), offset, offset + count));
            case STRING -> write(times, Arrays.copyOfRange(values.strings(), offset, offset + count));
            default -> {
                long[] integers = values.longs();
                write(values.format(), times, count, (chunk, i) -> putInteger(chunk, integers[offset + i]));
            }
        }
    }

    private void putInteger(ChunkBuffer chunk, long value) {
        switch (header.format()) {
            case INT8 -> chunk.putByte((int) value);
            case INT16 -> chunk.putShort((short) value);
            case INT32 -> chunk.putInt((int) value);
            default -> chunk.putLong(value);
        }
    }

    /** Records one measurement of the device's clock. */
    public void write(ClockOffset offset) throws IOException {
        synchronized (file) {
            file.write(Tag.CLOCK_OFFSET, file.chunk().begin(id).putDouble(offset.time()).putDouble(offset.offset()));
        }
    }

    /** Appends one of the values to a chunk. */
    private interface Values {
        void put(ChunkBuffer chunk, int index);
    }

    private void write(XdfFormat format, double[] times, int valueCount, Values values) throws IOException {
        int channels = header.channelCount();
        if (format != header.format() || valueCount != (long) times.length * channels) {
            throw new IllegalArgumentException(header.name() + ": " + valueCount + " values of type " + format.word()
                    + " are not " + times.length + " samples of " + channels + " x " + header.format().word());
        }
        if (times.length == 0) {
            return;
        }
        synchronized (file) {
            ChunkBuffer chunk = file.chunk().begin(id).putCount(times.length);
            for (int sample = 0; sample < times.length; sample++) {
                putTime(chunk, times[sample]);
                for (int i = sample * channels; i < (sample + 1) * channels; i++) {
                    values.put(chunk, i);
                }
            }
            file.write(Tag.SAMPLES, chunk);
        }
    }

    private void putTime(ChunkBuffer chunk, double time) {
        if (Double.isNaN(time)) {
            chunk.putByte(0);
            last += header.interval();
        } else {
            chunk.putByte(Double.BYTES).putDouble(time);
            last = time;
        }
        if (samples++ == 0) {
            first = last;
        }
    }

    /** The stream's number in the file. */
    public int id() {
        return id;
    }

    String footer() {
        Map<String, String> facts = new LinkedHashMap<>();
        if (samples > 0) {
            facts.put("first_timestamp", Double.toString(first));
            facts.put("last_timestamp", Double.toString(last));
        }
        facts.put("sample_count", Long.toString(samples));
        facts.put("measured_srate", Double.toString(last > first ? (samples - 1) / (last - first) : 0));
        return ChunkXml.of(facts);
    }
}
