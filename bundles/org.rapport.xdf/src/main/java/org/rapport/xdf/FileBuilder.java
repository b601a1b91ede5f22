package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers all of a recording but its samples, which it counts, so that arrays of just the right size can be made. */
final class FileBuilder implements ChunkVisitor {
    /** What is read first is decoded to be counted, and not kept: so the decoder is compiled when it is really needed. */
    private static final long TRIAL_BYTES = 1 << 24;

    private final Map<Integer, StreamParts> streams = new LinkedHashMap<>();
    private final ArraysAhead ahead;
    private String header = "";
    private long trialBytes;

    FileBuilder(ArraysAhead ahead) {
        this.ahead = ahead;
    }

    /** One stream as it was found in the file. */
    private static final class StreamParts {
        private final StreamDecoder decoder;
        private final String xml;
        private final List<ClockOffset> clockOffsets = new ArrayList<>();
        private Optional<String> footer = Optional.empty();

        StreamParts(StreamDecoder decoder, String xml) {
            this.decoder = decoder;
            this.xml = xml;
        }

        XdfStream build(SampleArrays samples) {
            StreamHeader header = decoder.header();
            double[] times = decoder.isStamped() ? samples.times() : header.deducedTimes(0, samples.times().length);
            return new XdfStream(decoder.id(), xml, header.name(), header.type(), header.rate(), header.channelCount(),
                    header.format(), times, samples.values(), clockOffsets, footer);
        }
    }

    @Override
    public void fileHeader(String xml) {
        header = xml;
    }

    @Override
    public void stream(StreamDecoder stream, String xml) {
        streams.put(stream.id(), new StreamParts(stream, xml));
        ahead.begin(stream.id(), stream.header());
    }

    @Override
    public boolean soundSamples(StreamDecoder stream, int count, NumberViews window, int at, int bytes) throws IOException {
        boolean possible = SampleArrays.bytes(stream.header(), count) <= (long) Double.BYTES * bytes;
        if (trialBytes < TRIAL_BYTES && possible) {
            trialBytes += bytes;
            return stream.decodeAll(window, at, bytes, count, new SampleArrays(stream.header(), count), 0);
        }
        return stream.countAll(window.bytes(), at, bytes, count);
    }

    @Override
    public boolean samples(StreamDecoder stream, ByteBuffer content) {
        return stream.count(content);
    }

    @Override
    public void clockOffset(StreamDecoder stream, ClockOffset offset) {
        streams.get(stream.id()).clockOffsets.add(offset);
    }

    @Override
    public void footer(StreamDecoder stream, String xml) {
        streams.get(stream.id()).footer = Optional.of(xml);
    }

    /** Room for the samples that were counted, by stream. */
    Map<Integer, SampleArrays> arrays() throws IOException {
        long bytes = 0;
        for (StreamParts stream : streams.values()) {
            bytes += SampleArrays.bytes(stream.decoder.header(), stream.decoder.samples());
        }
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw tooLarge(bytes);
        }
        try {
            return allocated();
        } catch (OutOfMemoryError e) { // of a request that is known and refused, not of a memory that is full
            throw tooLarge(bytes);
        }
    }

    private static XdfException tooLarge(long bytes) {
        return new XdfException("the recording takes " + (bytes >> 20) + " MB of memory, and there are "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB; give more with JAVA_OPTS=-Xmx" + ((bytes >> 29) + 1) + "g");
    }

    private Map<Integer, SampleArrays> allocated() throws IOException {
        Map<Integer, SampleArrays> arrays = new HashMap<>();
        for (StreamParts stream : streams.values()) {
            StreamDecoder decoder = stream.decoder;
            Optional<SampleArrays> made = ahead.take(decoder.id(), decoder.samples());
            if (made.isPresent()) {
                arrays.put(decoder.id(), made.get());
            }
        }
        for (StreamParts stream : streams.values()) {
            StreamDecoder decoder = stream.decoder;
            if (!arrays.containsKey(decoder.id())) {
                arrays.put(decoder.id(), new SampleArrays(decoder.header(), decoder.samples()));
            }
        }
        return arrays;
    }

    XdfFile build(Map<Integer, SampleArrays> arrays, List<String> warnings) {
        List<XdfStream> built = new ArrayList<>();
        for (StreamParts stream : streams.values()) {
            built.add(stream.build(arrays.get(stream.decoder.id())));
        }
        return new XdfFile(header, built, warnings);
    }
}
