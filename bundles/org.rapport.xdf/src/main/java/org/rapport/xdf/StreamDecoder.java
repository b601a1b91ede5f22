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

    /** How many samples a chunk says it has; -1 if that is cut off or makes no sense. */
    private static long claimed(ByteBuffer content) {
        try {
            return VariableIntegers.count(content);
        } catch (BufferUnderflowException e) {
            return -1;
        }
    }

    /** Only counts the samples of a chunk; returns as {@link #decode}. */
    boolean count(ByteBuffer content) {
        return scan(content, claimed(content), time -> {
        });
    }

    /**
     * Puts the whole samples of a chunk in their place in the arrays; whether they are as many as it says it has.
     *
     * @throws IndexOutOfBoundsException if the arrays have no place for them
     */
    boolean decode(ByteBuffer content, SampleArrays arrays, int first) {
        return decode(content, claimed(content), arrays, first);
    }

    /** As {@link #decode(ByteBuffer, SampleArrays, int)} of a chunk that stands behind their count. */
    boolean decode(ByteBuffer content, long claimed, SampleArrays arrays, int first) {
        long before = samples;
        if (header.format() != XdfFormat.STRING) {
            NumberViews views = new NumberViews(content, header.format());
            content.position(decodeNumbers(views, content.position(), content.limit(), claimed, arrays, first));
            return samples - before == claimed;
        }
        ByteBuffer again = content.duplicate().order(content.order());
        boolean all = scan(content, claimed, arrays.timesFrom(first));
        arrays.takeTexts(first, (int) (samples - before), again);
        return all;
    }

    /**
     * Puts the samples of a chunk of numbers in their place in the arrays, if they are as many as it says and take all its bytes.
     *
     * @param window where they are from {@code at} on
     * @return whether they are; otherwise this is where it was before
     * @throws IndexOutOfBoundsException if the arrays have no place for them
     */
    boolean decodeAll(NumberViews window, int at, int bytes, int count, SampleArrays arrays, int first) {
        double timeBefore = lastTime;
        long samplesBefore = samples;
        boolean stampedBefore = stamped;
        int stopped = decodeNumbers(window, at, at + bytes, count, arrays, first);
        if (stopped == at + bytes && samples - samplesBefore == count) {
            return true;
        }
        lastTime = timeBefore;
        samples = samplesBefore;
        stamped = stampedBefore;
        return false;
    }

    /** Only counts the samples of a chunk of numbers; returns as {@link #decodeAll}. */
    boolean countAll(ByteBuffer window, int at, int bytes, int count) {
        int valueBytes = header.channelCount() * header.format().bytes();
        int end = at + bytes;
        int position = at;
        double time = lastTime;
        boolean anyStamp = false;
        for (int i = 0; i < count; i++) {
            int stampBytes = position < end ? window.get(position) : -1;
            if (stampBytes == 0) {
                time += header.interval();
            } else if (stampBytes == Double.BYTES && end - position > Double.BYTES) {
                time = window.getDouble(position + 1);
                anyStamp = true;
            } else {
                return false;
            }
            position += 1 + stampBytes + valueBytes;
        }
        if (position != end) {
            return false;
        }
        lastTime = time;
        stamped |= anyStamp;
        samples += count;
        return true;
    }

    /** Takes samples from {@code at} on, as many as are whole; returns where it stopped. */
    private int decodeNumbers(NumberViews views, int at, int end, long claimed, SampleArrays arrays, int first) {
        ByteBuffer bytes = views.bytes();
        int valueBytes = header.channelCount() * header.format().bytes();
        int position = at;
        int whole = 0;
        while (whole < claimed && position < end) {
            int stampBytes = bytes.get(position);
            if ((stampBytes != 0 && stampBytes != Double.BYTES) || end - position - 1 - stampBytes < valueBytes) {
                break;
            }
            if (stampBytes == 0) {
                lastTime += header.interval();
            } else {
                lastTime = bytes.getDouble(position + 1);
                stamped = true;
            }
            position += 1 + stampBytes;
            arrays.put(first + whole, lastTime, views, position);
            position += valueBytes;
            whole++;
        }
        counted(whole, claimed);
        return position;
    }

    /** Goes through the whole samples of a chunk and hands on their times; returns as {@link #decode}. */
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
            // told by what is returned
        }
        return counted(whole, claimed);
    }

    private boolean counted(long whole, long claimed) {
        samples += whole;
        if (whole != claimed) {
            forgetTime();
        }
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
