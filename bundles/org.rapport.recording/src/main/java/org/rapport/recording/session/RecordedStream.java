package org.rapport.recording.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.rapport.api.device.StreamMapping.MappedStream;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.DeviceTime;
import org.rapport.api.signal.StreamDescription;
import org.rapport.xdf.ClockModel;
import org.rapport.xdf.XdfStream;

/**
 * One stream of numbers as it was recorded, in the chunks in which it came.
 *
 * @param stream its samples; times are stamps of its device
 * @param description what the graph knew of it; empty if another program recorded it
 * @param chunks in order; together all samples whose time is known
 */
record RecordedStream(XdfStream stream, Optional<StreamDescription> description, List<Chunk> chunks) {
    /** Where nobody kept the chunks, samples of this many seconds are taken for one. */
    private static final double CHUNK_SECONDS = 0.05;

    /**
     * Consecutive samples.
     *
     * @param position its place among all chunks of the recording; behind all others where nobody kept it
     * @param from the first
     * @param to the one behind the last
     * @param times on the recorder's clock
     */
    record Chunk(long position, int from, int to, double[] times, double correction, double arrived) {
    }

    /** @param journal the rows that tell of this stream, in order; empty if there is no journal */
    static RecordedStream of(XdfStream stream, List<Journal.Row> journal) {
        List<Chunk> chunks = new ArrayList<>();
        int from = 0;
        for (Journal.Row row : journal) {
            int to = (int) Math.min(stream.samples(), (long) from + row.samples());
            if (row.samples() > 0 && to == from + row.samples()) {
                double[] stamps = Arrays.copyOfRange(stream.times(), from, to);
                chunks.add(new Chunk(row.position(), from, to, row.times(stamps), row.correction(), row.arrived()));
                from = to;
            }
        }
        addRest(stream, from, chunks);
        return new RecordedStream(stream, HeaderReader.description(stream.header()), List.copyOf(chunks));
    }

    /** Samples that no journal tells of; damage to a file can take times away, and samples without one are of no use. */
    private static void addRest(XdfStream stream, int start, List<Chunk> chunks) {
        double[] times = ClockModel.of(stream).times(stream.times());
        for (int from = start; from < times.length;) {
            int to = from + 1;
            while (to < times.length && times[to] >= times[to - 1] && times[to] - times[from] < CHUNK_SECONDS) {
                to++;
            }
            if (!Double.isNaN(times[from])) {
                chunks.add(new Chunk(Long.MAX_VALUE, from, to, Arrays.copyOfRange(times, from, to), Double.NaN, times[to - 1]));
            }
            from = to;
        }
    }

    /** All of it but the samples. */
    StreamHead head() {
        return new StreamHead(stream.id(), stream.name(), stream.header(), description,
                chunks.stream().mapToDouble(chunk -> chunk.times()[0]).min().orElse(Double.POSITIVE_INFINITY), chunks.stream()
                        .mapToDouble(chunk -> chunk.times()[chunk.times().length - 1]).max().orElse(Double.NEGATIVE_INFINITY));
    }

    /** All its samples as blocks of the stream that the graph knew, or as a source node reads them. */
    List<RecordedSignal> blocks(Optional<MappedStream> mapping) {
        float[] values = stream.values().floats();
        int width = stream.channelCount();
        return chunks.stream().map(chunk -> {
            float[] part = Arrays.copyOfRange(values, chunk.from() * width, chunk.to() * width);
            double[] stamps = Arrays.copyOfRange(stream.times(), chunk.from(), chunk.to());
            DeviceTime device = new DeviceTime(stamps, chunk.correction());
            Block block = mapping.isPresent() ? mapping.get().block(chunk.times(), part, chunk.arrived())
                    : new Block(description.orElseThrow(), chunk.times(), part, chunk.arrived(), device);
            return new RecordedSignal(stream.name(), block, chunk.arrived(), chunk.position());
        }).toList();
    }

    /**
     * The stream with the times of the recorder's clock; NaN where they are not known. By all measurements of its clock, those
     * after a sample too; where the graph spread samples evenly, as it did.
     */
    XdfStream onCommonClock() {
        boolean spread = chunks.stream()
                .anyMatch(chunk -> chunk.position() != Long.MAX_VALUE && Double.isNaN(chunk.correction()));
        if (!spread) {
            return stream.withTimes(ClockModel.of(stream).times(stream.times()));
        }
        double[] times = new double[stream.samples()];
        Arrays.fill(times, Double.NaN);
        for (Chunk chunk : chunks) {
            IntStream.range(chunk.from(), chunk.to()).forEach(i -> times[i] = chunk.times()[i - chunk.from()]);
        }
        return stream.withTimes(times);
    }
}
