package org.rapport.xdf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers a recording in memory while it is read. */
final class FileBuilder implements XdfVisitor {
    private final Map<Integer, StreamParts> streams = new LinkedHashMap<>();

    /** One stream as it was found in the file. */
    private static final class StreamParts {
        private final int id;
        private final String xml;
        private final StreamHeader header;
        private final Slabs numbers = new Slabs();
        private final List<String[]> texts = new ArrayList<>();
        private double[] times = new double[64];
        private int samples;
        private final List<ClockOffset> clockOffsets = new ArrayList<>();
        private Optional<String> footer = Optional.empty();

        StreamParts(int id, String xml, StreamHeader header) {
            this.id = id;
            this.xml = xml;
            this.header = header;
        }

        void add(double[] chunkTimes, XdfValues values) {
            int needed = Math.addExact(samples, chunkTimes.length);
            if (needed > times.length) {
                times = Arrays.copyOf(times, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * times.length)));
            }
            System.arraycopy(chunkTimes, 0, times, samples, chunkTimes.length);
            samples = needed;
            values.numbers().forEach(numbers::add);
            texts.addAll(values.texts());
        }

        XdfStream build() {
            return new XdfStream(id, xml, header.name(), header.type(), header.rate(), header.channelCount(), header.format(),
                    Arrays.copyOf(times, samples), new XdfValues(header.format(), numbers.pieces(), texts), clockOffsets, footer);
        }
    }

    @Override
    public void stream(int id, String xml, StreamHeader header) {
        streams.put(id, new StreamParts(id, xml, header));
    }

    @Override
    public void samples(int id, double[] times, XdfValues values) {
        streams.get(id).add(times, values);
    }

    @Override
    public void clockOffset(int id, ClockOffset offset) {
        streams.get(id).clockOffsets.add(offset);
    }

    @Override
    public void footer(int id, String xml) {
        streams.get(id).footer = Optional.of(xml);
    }

    XdfFile build(String header, List<String> warnings) {
        return new XdfFile(header, streams.values().stream().map(StreamParts::build).toList(), warnings);
    }
}
