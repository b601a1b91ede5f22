package org.lsl4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.find;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsl4j.ChannelFormat;
import org.lsl4j.Inlet;
import org.lsl4j.Loopback;
import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.lsl4j.MemoryBudget;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.lsl4j.Trial;
import org.lsl4j.internal.buffer.SampleLog;

/** Data protocol 1.00, byte by byte as captured from the native library, and from outlet to inlet. */
class ArchiveReaderTest {
    private static final StreamInfo STREAM = StreamInfo.builder("x", "").channelCount(2).nominalRate(10).uid("u").build();
    private static final String STAMPED = "0102080000000000448f40";

    private final SampleLog log = new SampleLog(64, new MemoryBudget(1 << 24));
    private final SampleLog.Reader samples = log.reader(1000);

    /** A reader and what it reads. */
    private record Read(ArrivingFeed feed, ArchiveReader reader) {
        Read(byte[] bytes, StreamInfo info) {
            this(ArrivingFeed.of(bytes, 3), info);
        }

        private Read(ArrivingFeed feed, StreamInfo info) {
            this(feed, new ArchiveReader(feed.input(), info));
        }

        void sample(SampleLog log) throws IOException {
            feed.await(() -> reader.readSample(log));
        }
    }

    private static Read reader(ChannelFormat format, String hex) {
        StreamInfo info = STREAM.toBuilder().format(format).build();
        ArchiveWriter head = new ArchiveWriter(info, info.toShortXml());
        byte[] first = new byte[head.batch().bytes().position()];
        head.batch().bytes().get(0, first);
        byte[] rest = HexFormat.of().parseHex(hex);
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return new Read(all, info);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 1, 2, 040000803f0400000040", "FLOAT32, -3.5, 0, 04000060c000", "FLOAT32, NaN, 1, 04ffffff7f040000803f",
            "DOUBLE64, 0, 2, 00080000000000000040", "INT32, -129, 128, ff7f0180", "INT16, -1, -256, ffffff00",
            "INT8, -1, 5, ffff0105", "INT64, -1, 300, ffff022c01", "INT32, -2147483648, 0, fc0000008000"})
    void numbers(ChannelFormat format, double first, double second, String hex) throws IOException {
        reader(format, STAMPED + hex).sample(log);
        double[] values = new double[2];
        assertThat(samples.read((number, stamp, record) -> {
            new SampleDecoder(format, 2).decode(record, values, 0);
            return stamp == 1000.5;
        })).isEqualTo(1);
        assertThat(values).containsExactly(first, second);
    }

    @Test
    void textsAndDeducedStamps() throws IOException {
        Read reader = reader(ChannelFormat.STRING, STAMPED + "01026869000101000303616263");
        reader.sample(log);
        String[] texts = new String[2];
        samples.read((number, stamp, record) -> {
            new SampleDecoder(ChannelFormat.STRING, 2).decode(record, texts, 0);
            return true;
        });
        assertThat(texts).containsExactly("hi", "");
        assertThatThrownBy(() -> reader.sample(log)).as("a text of that length did not come").isInstanceOf(IOException.class);
        Read numbers = reader(ChannelFormat.INT8, STAMPED + "000001010000");
        numbers.sample(log);
        numbers.sample(log);
        double[] stamps = new double[2];
        int[] count = new int[1];
        samples.read((number, stamp, record) -> {
            stamps[count[0]++] = stamp;
            return true;
        });
        assertThat(stamps).containsExactly(1000.5, 1000.6);
    }

    @ParameterizedTest
    @CsvSource({"7f0108", "7f010900", "7f0109097f", "7f010908ffffffffffffff7f", "7f010905ffffffffff"})
    void whatIsNoArchiveOfTheStreamIsRefused(String hex) {
        Read reader = new Read(HexFormat.of().parseHex(hex), STREAM);
        assertThatThrownBy(() -> reader.sample(log)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource
    void fromOutletToInlet(ChannelFormat format) {
        LslConfig config = Loopback.config().build();
        Trial trial = Trial.of(format);
        // by wish of the inlet, then because the outlet speaks nothing else
        for (int protocol : new int[]{110, 100}) {
            try (Lsl sender = Lsl.open(config.toBuilder().protocolVersion(protocol).build());
                    Lsl receiver = Lsl.open(config.toBuilder().protocolVersion(protocol == 110 ? 100 : 110).build());
                    Outlet outlet = sender.outlet(trial.info("old"));
                    Inlet inlet = receiver.inlet(find(receiver, "old"))) {
                inlet.open(SOON);
                trial.pushAll(outlet);
                Object sample = trial.room();
                for (int i = 0; i < trial.count(); i++) {
                    assertThat(trial.pull(inlet, sample, SOON)).isEqualTo(trial.stamp(i));
                    assertThat(trial.hex(sample)).isEqualTo(trial.hex(i));
                }
            }
        }
    }
}
