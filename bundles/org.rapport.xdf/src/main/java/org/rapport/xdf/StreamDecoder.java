package org.rapport.xdf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** Takes the chunks of one stream apart into samples, and knows how far it got. */
final class StreamDecoder {
    private final int id;
    private final StreamHeader header;
    private final OffsetConvention convention;
    private Optional<String> footer = Optional.empty();
    private double lastTime = Double.NaN;
    private long samples;
    private boolean stamped;

    StreamDecoder(int id, StreamHeader header, OffsetConvention convention) {
        this.id = id;
        this.header = header;
        this.convention = convention;
    }

    /** One that goes on where this one is. */
    StreamDecoder copy() {
        StreamDecoder copy = new StreamDecoder(id, header, convention);
        copy.lastTime = lastTime;
        copy.samples = samples;
        return copy;
    }

    int id() {
        return id;
    }

    StreamHeader header() {
        return header;
    }

    /** How many whole samples the chunks had so far. */
    long samples() {
        return samples;
    }

    /** Only counts the samples of a chunk; returns as {@link #decode}. */
    boolean count(ByteBuffer content) {
        return scan(content, time -> {
        });
    }

    /** Puts some samples of a chunk, which are known to be whole, into the arrays; {@code content} stands at the first. */
    void decodeWhole(ByteBuffer content, SampleArrays arrays, int count) {
        ByteBuffer again = content.duplicate().order(content.order());
        scan(content, count, arrays.timesFrom(0));
        arrays.takeValues(0, count, again);
    }

    /** Puts the whole samples of a chunk in their place in the arrays; whether they are as many as it says it has. */
    boolean decode(ByteBuffer content, SampleArrays arrays, int first) {
        long before = samples;
        ByteBuffer again = content.duplicate().order(content.order());
        boolean all = scan(content, arrays.timesFrom(first));
        if (samples > before) {
            VariableIntegers.count(again);
            arrays.takeValues(first, (int) (samples - before), again);
        }
        return all;
    }

    /** Goes through the whole samples of a chunk and hands on their times; returns as {@link #decode}. */
    private boolean scan(ByteBuffer content, DoubleConsumer times) {
        long claimed;
        try {
            claimed = VariableIntegers.count(content);
        } catch (BufferUnderflowException e) {
            forgetTime();
            return false;
        }
        return scan(content, claimed, times);
    }

    private boolean scan(ByteBuffer content, long claimed, DoubleConsumer times) {
        long whole = 0;
        try {
            while (whole < claimed) {
                double time = time(content);
                ValueArray.skip(header.format(), header.channelCount(), content);
                times.accept(time);
                lastTime = time;
                whole++;
            }
        } catch (BufferUnderflowException e) {
            forgetTime(); // the caller sees that samples are missing
        }
        samples += whole;
        return whole == claimed;
    }

    /** Samples before this point were lost: a stamp that is left out after it cannot be derived. */
    void forgetTime() {
        lastTime = Double.NaN;
    }

    private double time(ByteBuffer content) {
        return switch (content.get()) {
            case 0 -> lastTime + header.interval();
            case Double.BYTES -> {
                stamped = true;
                yield content.getDouble();
            }
            default -> throw new BufferUnderflowException();
        };
    }

    /** The measurement in the rest of a chunk. */
    ClockOffset clockOffset(ByteBuffer content) {
        return convention.offset(content.getDouble(), content.getDouble());
    }

    /** Whether one of its samples so far had a time stamp. */
    boolean isStamped() {
        return stamped;
    }

    /** Tells where the times are nobody's. */
    void checkStamps(Warnings warnings) {
        if (samples > 0 && !stamped) {
            warnings.add("stream " + id + " (" + header.name() + ") has no time stamp at all: its times "
                    + (header.rate() > 0 ? "are deduced from its rate, from 0 on, and fit to no other stream" : "are not known"));
        }
    }

    void footer(String xml) {
        footer = Optional.of(xml);
    }

    /** Compares what was found with what the recorder counted. */
    void checkFooter(Warnings warnings) {
        if (footer.isEmpty()) {
            warnings.add("stream " + id + " (" + header.name() + ") has no footer: the recording was not closed");
            return;
        }
        try {
            Map<String, String> facts = ChunkXml.parse(footer.get());
            String written = facts.getOrDefault("sample_count", Long.toString(samples));
            if (!written.equals(Long.toString(samples))) {
                warnings.add("stream " + id + " (" + header.name() + ") was closed with " + written + " samples, of which "
                        + samples + " are there");
            }
        } catch (XdfException e) {
            warnings.add("stream " + id + " (" + header.name() + ") has a damaged footer: " + e.getMessage());
        }
    }
}
