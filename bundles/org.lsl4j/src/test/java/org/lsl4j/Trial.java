package org.lsl4j;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A stream of known content that is sent in one direction or the other; native_peer.py has the same values.
 *
 * @param push how samples are handed to the outlet
 */
public record Trial(ChannelFormat format, int channels, double rate, int count, Push push) {
    public static final int CHUNK = 10;
    private static final int DEEP = 40;
    private static final double[] FLOATS = {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN,
            Float.MAX_VALUE, Float.MIN_VALUE, 0.25};
    private static final double[] DOUBLES = {0.1, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN,
            Double.MAX_VALUE, Double.MIN_VALUE, 9007199254740993.0};
    private static final String[] TEXTS = {"", "a", "\0", "a\0b\0", "ä€😀", "x".repeat(255), "y".repeat(256), "😀".repeat(17500),
            " ", "\r\n"};

    /** How samples are handed to an outlet. */
    enum Push {
        /** One by one, each with its stamp. */
        SINGLE,
        /** In chunks that have the stamp of their last sample. */
        DEDUCED,
        /** In chunks with a stamp for each sample. */
        STAMPED
    }

    public static Trial of(ChannelFormat format) {
        return new Trial(format, 3, 100, 30, Push.SINGLE);
    }

    public StreamInfo info(String name) {
        return StreamInfo.builder(name, "Trial").format(format).channelCount(channels).nominalRate(rate)
                .sourceId(name + "-source").desc(description(name)).build();
    }

    /** A deep tree with all that XML has to escape. */
    public static Element description(String name) {
        Element deeper = null;
        for (int i = DEEP - 1; i >= 0; i--) {
            Element level = Element.of("level" + i).with("note", "<&>\"' ä€😀 " + i);
            deeper = deeper == null ? level : level.with(deeper);
        }
        Element channel = Element.of("channel").with("label", "E" + name);
        return Element.of("desc").with(Element.of("channels").with(channel)).with(deeper);
    }

    /** What the sample's stamp is at the other end; to the last bit, unless it has to be deduced. */
    public double stamp(int index) {
        boolean sharesStamp = push == Push.DEDUCED && rate == 0;
        return 1000 + (sharesStamp ? index / CHUNK * CHUNK + CHUNK - 1 : index) / 100.0;
    }

    public double stampTolerance() {
        return push == Push.DEDUCED ? 1e-9 : 0;
    }

    private Object value(int index, int channel) {
        int number = Math.floorMod(index * 3 + channel, 100) - 50;
        int at = index + channel;
        boolean extreme = channel < 3;
        return switch (format) {
            case FLOAT32 -> extreme ? FLOATS[at % FLOATS.length] : (double) number;
            case DOUBLE64 -> extreme ? DOUBLES[at % DOUBLES.length] : (double) number;
            case STRING -> extreme ? TEXTS[at % TEXTS.length] : Integer.toString(number);
            default -> extreme ? integers()[at % 4] : (long) number;
        };
    }

    private long[] integers() {
        long least = Long.MIN_VALUE >> (64 - 8 * format.bytes());
        return new long[]{least, ~least, format == ChannelFormat.INT64 ? (1L << 53) + 1 : -1, 0};
    }

    public void pushAll(Outlet outlet) {
        int samples = push == Push.SINGLE ? 1 : CHUNK;
        for (int first = 0; first < count; first += samples) {
            push(outlet, values(first, samples), first);
        }
    }

    private void push(Outlet outlet, Object values, int first) {
        double[] stamps = IntStream.range(first, first + CHUNK).mapToDouble(i -> 1000 + i / 100.0).toArray();
        if (values instanceof String[] texts) {
            switch (push) {
                case SINGLE -> outlet.push(texts, stamps[0]);
                case DEDUCED -> outlet.pushChunk(texts, stamps[CHUNK - 1]);
                case STAMPED -> outlet.pushChunk(texts, stamps);
            }
        } else if (values instanceof double[] numbers) {
            switch (push) {
                case SINGLE -> outlet.push(numbers, stamps[0]);
                case DEDUCED -> outlet.pushChunk(numbers, stamps[CHUNK - 1]);
                case STAMPED -> outlet.pushChunk(numbers, stamps);
            }
        } else {
            long[] numbers = (long[]) values;
            switch (push) {
                case SINGLE -> outlet.push(numbers, stamps[0]);
                case DEDUCED -> outlet.pushChunk(numbers, stamps[CHUNK - 1]);
                case STAMPED -> outlet.pushChunk(numbers, stamps);
            }
        }
    }

    /** Some samples in the widest type of array that has the stream's kind of values: double, long or String. */
    private Object values(int first, int samples) {
        Stream<Object> values = IntStream.range(0, samples * channels).mapToObj(i -> value(first + i / channels, i % channels));
        return switch (format) {
            case STRING -> values.toArray(String[]::new);
            case FLOAT32, DOUBLE64 -> values.mapToDouble(value -> (Double) value).toArray();
            default -> values.mapToLong(value -> (Long) value).toArray();
        };
    }

    /** Room for one sample. */
    public Object room() {
        return switch (format) {
            case STRING -> new String[channels];
            case FLOAT32, DOUBLE64 -> new double[channels];
            default -> new long[channels];
        };
    }

    /** Takes the next sample; returns its stamp. */
    public double pull(Inlet inlet, Object room, Duration timeout) {
        if (room instanceof String[] texts) {
            return inlet.pull(texts, timeout);
        }
        return room instanceof double[] numbers ? inlet.pull(numbers, timeout) : inlet.pull((long[]) room, timeout);
    }

    /** What was taken, in the form of {@link #hex(int)}. */
    public String hex(Object room) {
        Stream<?> values = room instanceof String[] texts ? Arrays.stream(texts)
                : room instanceof double[] numbers ? Arrays.stream(numbers).boxed() : Arrays.stream((long[]) room).boxed();
        return values.map(this::digits).collect(Collectors.joining());
    }

    /** A sample's values as they are on the wire, texts behind 4 bytes of length. */
    public String hex(int index) {
        return hex(values(index, 1));
    }

    private String digits(Object value) {
        byte[] text = value instanceof String string ? string.getBytes(StandardCharsets.UTF_8) : new byte[0];
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        switch (format) {
            case STRING -> bytes.putInt(text.length).put(text);
            case FLOAT32 -> bytes.putFloat(((Double) value).floatValue());
            case DOUBLE64 -> bytes.putDouble((Double) value);
            default -> bytes.putLong((Long) value).position(format.bytes());
        }
        return HexFormat.of().formatHex(bytes.array(), 0, bytes.position());
    }
}
