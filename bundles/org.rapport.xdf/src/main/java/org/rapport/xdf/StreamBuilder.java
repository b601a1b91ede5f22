package org.rapport.xdf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers one stream while a file is read. */
final class StreamBuilder {
    private final int id;
    private final String xml;
    private final StreamHeader header;
    private final List<double[]> times = new ArrayList<>();
    private final List<byte[]> numbers = new ArrayList<>();
    private final List<String[]> texts = new ArrayList<>();
    private final List<ClockOffset> clockOffsets = new ArrayList<>();
    private Optional<String> footer = Optional.empty();
    private double lastTime = Double.NaN;

    StreamBuilder(int id, String xml) throws XdfException {
        this.id = id;
        this.xml = xml;
        header = StreamHeader.parse(xml);
    }

    /** Takes the samples of a chunk, all those that are whole; whether that is as many as it says it has. */
    boolean addSamples(ByteBuffer content) {
        long claimed;
        try {
            claimed = Numbers.count(content);
        } catch (BufferUnderflowException e) {
            return false;
        }
        int most = (int) Math.min(claimed, content.remaining() / smallestSample());
        double[] chunkTimes = new double[most];
        int whole = header.format() == XdfFormat.STRING ? takeTexts(content, chunkTimes) : takeNumbers(content, chunkTimes);
        times.add(Arrays.copyOf(chunkTimes, whole));
        return whole == claimed;
    }

    /** Bytes: the number of bytes of the time stamp, and the values, or of each text the number of bytes of its length. */
    private int smallestSample() {
        return 1 + header.channelCount() * Math.max(1, header.format().bytes());
    }

    private int takeNumbers(ByteBuffer content, double[] chunkTimes) {
        int bytes = header.channelCount() * header.format().bytes();
        byte[] values = new byte[chunkTimes.length * bytes];
        int whole = 0;
        try {
            while (whole < chunkTimes.length) {
                double time = time(content);
                content.get(values, whole * bytes, bytes);
                chunkTimes[whole++] = lastTime = time;
            }
        } catch (BufferUnderflowException e) {
            // the caller sees that samples are missing
        }
        numbers.add(Arrays.copyOf(values, whole * bytes));
        return whole;
    }

    private int takeTexts(ByteBuffer content, double[] chunkTimes) {
        int channels = header.channelCount();
        String[] values = new String[chunkTimes.length * channels];
        int whole = 0;
        try {
            while (whole < chunkTimes.length) {
                double time = time(content);
                for (int channel = 0; channel < channels; channel++) {
                    values[whole * channels + channel] = text(content);
                }
                chunkTimes[whole++] = lastTime = time;
            }
        } catch (BufferUnderflowException e) {
            // the caller sees that samples are missing
        }
        texts.add(Arrays.copyOf(values, whole * channels));
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

    void addClockOffset(ByteBuffer content) {
        clockOffsets.add(new ClockOffset(content.getDouble(), content.getDouble()));
    }

    void footer(String text) {
        footer = Optional.of(text);
    }

    XdfStream build(Warnings warnings) {
        double[] allTimes = times.stream().flatMapToDouble(Arrays::stream).toArray();
        XdfValues values = header.format() == XdfFormat.STRING
                ? XdfValues.ofTexts(texts) : XdfValues.ofNumbers(header.format(), numbers);
        checkFooter(allTimes.length, warnings);
        return new XdfStream(id, xml, header.name(), header.type(), header.rate(), header.channelCount(), header.format(),
                allTimes, values, clockOffsets, footer);
    }

    private void checkFooter(int found, Warnings warnings) {
        if (footer.isEmpty()) {
            warnings.add("stream " + id + " (" + header.name() + ") has no footer: the recording was not closed");
            return;
        }
        try {
            Map<String, String> facts = InfoXml.parse(footer.get());
            String written = facts.getOrDefault("sample_count", Integer.toString(found));
            if (!written.equals(Integer.toString(found))) {
                warnings.add("stream " + id + " (" + header.name() + ") was closed with " + written + " samples, of which "
                        + found + " are there");
            }
        } catch (XdfException e) {
            warnings.add("stream " + id + " (" + header.name() + ") has a damaged footer: " + e.getMessage());
        }
    }
}
