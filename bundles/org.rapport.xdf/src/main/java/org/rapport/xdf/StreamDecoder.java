package org.rapport.xdf;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Makes samples of the chunks of one stream while a file is read. */
final class StreamDecoder {
    private final int id;
    private final StreamHeader header;
    private Optional<String> footer = Optional.empty();
    private double lastTime = Double.NaN;
    private long samples;

    StreamDecoder(int id, StreamHeader header) {
        this.id = id;
        this.header = header;
    }

    int id() {
        return id;
    }

    /** Hands on the samples of a chunk, all those that are whole; whether that is as many as it says it has. */
    boolean decode(ByteBuffer content, XdfVisitor visitor) throws IOException {
        long claimed;
        try {
            claimed = Numbers.count(content);
        } catch (BufferUnderflowException e) {
            forgetTime();
            return false;
        }
        double[] times = new double[(int) Math.min(claimed, content.remaining() / smallestSample())];
        int whole = header.format() == XdfFormat.STRING
                ? decodeTexts(content, times, visitor) : decodeNumbers(content, times, visitor);
        samples += whole;
        if (whole < claimed) {
            forgetTime();
        }
        return whole == claimed;
    }

    /** Samples before this point were lost: a stamp that is left out after it cannot be derived. */
    void forgetTime() {
        lastTime = Double.NaN;
    }

    /** Bytes: the number of bytes of the time stamp, and the values, or of each text the number of bytes of its length. */
    private int smallestSample() {
        return 1 + header.channelCount() * Math.max(1, header.format().bytes());
    }

    private int decodeNumbers(ByteBuffer content, double[] times, XdfVisitor visitor) throws IOException {
        int bytes = header.channelCount() * header.format().bytes();
        byte[] values = new byte[times.length * bytes];
        int whole = 0;
        try {
            while (whole < times.length) {
                double time = time(content);
                content.get(values, whole * bytes, bytes);
                times[whole++] = lastTime = time;
            }
        } catch (BufferUnderflowException e) {
            // the caller sees that samples are missing
        }
        boolean all = whole == times.length;
        visitor.samples(id, all ? times : Arrays.copyOf(times, whole),
                XdfValues.ofNumbers(header.format(), all ? values : Arrays.copyOf(values, whole * bytes)));
        return whole;
    }

    private int decodeTexts(ByteBuffer content, double[] times, XdfVisitor visitor) throws IOException {
        int channels = header.channelCount();
        String[] values = new String[times.length * channels];
        int whole = 0;
        try {
            while (whole < times.length) {
                double time = time(content);
                for (int channel = 0; channel < channels; channel++) {
                    values[whole * channels + channel] = text(content);
                }
                times[whole++] = lastTime = time;
            }
        } catch (BufferUnderflowException e) {
            // the caller sees that samples are missing
        }
        visitor.samples(id, Arrays.copyOf(times, whole), XdfValues.ofTexts(Arrays.copyOf(values, whole * channels)));
        return whole;
    }

    private double time(ByteBuffer content) {
        return switch (content.get()) {
            case 0 -> lastTime + header.interval();
            case Double.BYTES -> content.getDouble();
            default -> throw new BufferUnderflowException();
        };
    }

    private static String text(ByteBuffer content) {
        long length = Numbers.count(content);
        if (length > content.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) length];
        content.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
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
            Map<String, String> facts = InfoXml.parse(footer.get());
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
