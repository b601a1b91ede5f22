package org.lsl4j.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.lsl4j.ChannelFormat;
import org.lsl4j.LslClock;
import org.lsl4j.MemoryBudget;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.wire.FeedInput;
import org.lsl4j.internal.wire.SampleDecoder;
import org.lsl4j.internal.wire.TestPattern;

/** Feeds byte by byte as captured from the native library, in both byte orders. */
public class FeedReaderTest {
    public static final FeedInput.Pause NONE = new FeedInput.Pause() {
        @Override
        public void beforeWaiting() {
            // nobody waits for these samples
        }

        @Override
        public void silence() {
            throw new AssertionError("these bytes are all there");
        }
    };

    private final SampleLog log = new SampleLog(64, new MemoryBudget(1 << 24));
    private final SampleLog.Reader samples = log.reader(1000);

    private static FeedReader reader(ByteOrder order, ChannelFormat format, int channels, double rate, String hex) {
        // piece by piece, as a network may deliver it
        InputStream stream = new ByteArrayInputStream(HexFormat.of().parseHex(hex.replace(" ", ""))) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 3));
            }
        };
        StreamInfo info = StreamInfo.builder("x", "").format(format).channelCount(channels).nominalRate(rate).build();
        return new FeedReader(new FeedInput(stream, NONE), order, info);
    }

    /** A feed of one text, given with its length. */
    private static FeedReader text(String hex) {
        return reader(ByteOrder.LITTLE_ENDIAN, ChannelFormat.STRING, 1, 0, "020000000000448f40" + hex);
    }

    private List<Double> stamps() {
        List<Double> stamps = new ArrayList<>();
        samples.read((number, stamp, record) -> stamps.add(stamp));
        return stamps;
    }

    @Test
    void bigEndianTestPatternAndSamples() throws IOException {
        FeedReader reader = reader(ByteOrder.BIG_ENDIAN, ChannelFormat.FLOAT32, 2, 0,
                "0240fe240c9fbe76c9 40800000c0a00000" + "0240fe240c9fbe76c9 40000000c0400000023ff8000000000000 3f800000c0200000");
        TestPattern.check(reader, StreamInfo.builder("x", "").channelCount(2).build());
        reader.readSample(log);
        float[] values = new float[2];
        samples.read((number, stamp, record) -> {
            new SampleDecoder(ChannelFormat.FLOAT32, 2).decode(record, values, 0);
            return stamp == 1.5;
        });
        assertThat(values).containsExactly(1, -2.5f);
    }

    @Test
    void bigEndianTextsOfAnyLengthWidth() throws IOException {
        FeedReader reader = reader(ByteOrder.BIG_ENDIAN, ChannelFormat.STRING, 4, 0,
                "023ff800000000000004000000036162630200016a080000000000000001780100");
        reader.readSample(log);
        String[] texts = new String[4];
        samples.read((number, stamp, record) -> {
            new SampleDecoder(ChannelFormat.STRING, 4).decode(record, texts, 0);
            return true;
        });
        assertThat(texts).containsExactly("abc", "j", "x", "");
    }

    @Test
    void deducesStampsByTheRate() throws IOException {
        FeedReader reader = reader(ByteOrder.LITTLE_ENDIAN, ChannelFormat.INT8, 1, 100, "020000000000448f400701080109");
        for (int i = 0; i < 3; i++) {
            reader.readSample(log);
        }
        assertThat(stamps()).containsExactly(1000.5, 1000.5 + 0.01, 1000.5 + 0.01 + 0.01);
    }

    @Test
    void aFirstStampThatIsMissingIsTheTimeOfArrival() throws IOException {
        double before = LslClock.now();
        reader(ByteOrder.LITTLE_ENDIAN, ChannelFormat.INT8, 1, 100, "0107").readSample(log);
        assertThat(stamps().get(0)).isBetween(before, LslClock.now());
    }

    @Test
    void announcedLengthsAreNotBelieved() {
        assertThatThrownBy(() -> text("04ffffffff").readSample(log)).isInstanceOf(IOException.class)
                .hasMessageContaining("more than a sample may have");
        assertThatThrownBy(() -> text("08ffffffffffffffff").readSample(log)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> text("0300").readSample(log)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> text("040000000361").readSample(log)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> reader(ByteOrder.LITTLE_ENDIAN, ChannelFormat.INT8, 1, 0, "03").readSample(log))
                .isInstanceOf(IOException.class).hasMessageContaining("begins with 3");
    }

    @Test
    void anotherFormatDoesNotPassTheTest() {
        String twoChannels = "02c976be9f0c24fe40 000080400000a0c0 02c976be9f0c24fe40 00000040000040c0";
        StreamInfo info = StreamInfo.builder("x", "").format(ChannelFormat.INT32).channelCount(2).build();
        assertThatThrownBy(() -> TestPattern.check(reader(ByteOrder.LITTLE_ENDIAN, ChannelFormat.INT32, 2, 0, twoChannels), info))
                .isInstanceOf(IOException.class).hasMessageContaining("2 channels of int32");
    }
}
