package org.lsl4j.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
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
import org.lsl4j.internal.wire.ArrivingFeed;
import org.lsl4j.internal.wire.SampleDecoder;
import org.lsl4j.internal.wire.TestPattern;

/** Feeds byte by byte as captured from the native library, in both byte orders. */
class FeedReaderTest {
    private final SampleLog log = new SampleLog(64, new MemoryBudget(1 << 24));
    private final SampleLog.Reader samples = log.reader(1000);

    /** A reader and what it reads. */
    private record Read(ArrivingFeed feed, FeedReader reader) {
        void sample(SampleLog log) throws IOException {
            feed.await(() -> reader.readSample(log));
        }

        void testPattern(StreamInfo info) throws IOException {
            feed.await(new TestPattern.Check(reader, info)::isPassed);
        }
    }

    private static Read reader(ByteOrder order, ChannelFormat format, int channels, double rate, String hex) {
        // piece by piece, as a network may deliver it
        ArrivingFeed feed = ArrivingFeed.of(HexFormat.of().parseHex(hex.replace(" ", "")), 3);
        StreamInfo info = StreamInfo.builder("x", "").format(format).channelCount(channels).nominalRate(rate).build();
        return new Read(feed, new FeedReader(feed.input(), order, info));
    }

    /** A feed of one text, given with its length. */
    private static Read text(String hex) {
        return reader(ByteOrder.LITTLE_ENDIAN, ChannelFormat.STRING, 1, 0, "020000000000448f40" + hex);
    }

    private List<Double> stamps() {
        List<Double> stamps = new ArrayList<>();
        samples.read((number, stamp, record) -> stamps.add(stamp));
        return stamps;
    }

    @Test
    void bigEndianTestPatternAndSamples() throws IOException {
        Read reader = reader(ByteOrder.BIG_ENDIAN, ChannelFormat.FLOAT32, 2, 0,
                "0240fe240c9fbe76c9 40800000c0a00000" + "0240fe240c9fbe76c9 40000000c0400000023ff8000000000000 3f800000c0200000");
        reader.testPattern(StreamInfo.builder("x", "").channelCount(2).build());
        reader.sample(log);
        float[] values = new float[2];
        samples.read((number, stamp, record) -> {
            new SampleDecoder(ChannelFormat.FLOAT32, 2).decode(record, values, 0);
            return stamp == 1.5;
        });
        assertThat(values).containsExactly(1, -2.5f);
    }

    @Test
    void bigEndianTextsOfAnyLengthWidth() throws IOException {
        Read reader = reader(ByteOrder.BIG_ENDIAN, ChannelFormat.STRING, 4, 0,
                "023ff800000000000004000000036162630200016a080000000000000001780100");
        reader.sample(log);
        String[] texts = new String[4];
        samples.read((number, stamp, record) -> {
            new SampleDecoder(ChannelFormat.STRING, 4).decode(record, texts, 0);
            return true;
        });
        assertThat(texts).containsExactly("abc", "j", "x", "");
    }

    @Test
    void deducesStampsByTheRate() throws IOException {
        Read reader = reader(ByteOrder.LITTLE_ENDIAN, ChannelFormat.INT8, 1, 100, "020000000000448f400701080109");
        for (int i = 0; i < 3; i++) {
            reader.sample(log);
        }
        assertThat(stamps()).containsExactly(1000.5, 1000.5 + 0.01, 1000.5 + 0.01 + 0.01);
    }

    @Test
    void aFirstStampThatIsMissingIsTheTimeOfArrival() throws IOException {
        double before = LslClock.now();
        reader(ByteOrder.LITTLE_ENDIAN, ChannelFormat.INT8, 1, 100, "0107").sample(log);
        assertThat(stamps().get(0)).isBetween(before, LslClock.now());
    }

    @Test
    void announcedLengthsAreNotBelieved() {
        assertThatThrownBy(() -> text("04ffffffff").sample(log)).isInstanceOf(IOException.class)
                .hasMessageContaining("more than a sample may have");
        assertThatThrownBy(() -> text("08ffffffffffffffff").sample(log)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> text("0300").sample(log)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> text("040000000361").sample(log)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> reader(ByteOrder.LITTLE_ENDIAN, ChannelFormat.INT8, 1, 0, "03").sample(log))
                .isInstanceOf(IOException.class).hasMessageContaining("begins with 3");
    }

    @Test
    void anotherFormatDoesNotPassTheTest() {
        String twoChannels = "02c976be9f0c24fe40 000080400000a0c0 02c976be9f0c24fe40 00000040000040c0";
        StreamInfo info = StreamInfo.builder("x", "").format(ChannelFormat.INT32).channelCount(2).build();
        assertThatThrownBy(() -> reader(ByteOrder.LITTLE_ENDIAN, ChannelFormat.INT32, 2, 0, twoChannels).testPattern(info))
                .isInstanceOf(IOException.class).hasMessageContaining("2 channels of int32");
    }
}
