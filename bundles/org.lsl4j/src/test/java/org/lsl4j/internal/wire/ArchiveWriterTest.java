package org.lsl4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsl4j.ChannelFormat;
import org.lsl4j.StreamInfo;

/** Samples in data protocol 1.00, byte by byte as captured from the native library. */
class ArchiveWriterTest {
    private static final String STAMP = "0102080000000000448f40";

    private static String write(ChannelFormat format, Object values) {
        ArchiveWriter writer = new ArchiveWriter(StreamInfo.builder("x", "").format(format).channelCount(2).build(), "<x/>");
        writer.batch().bytes().clear();
        writer.visit(0, 1000.5, new SampleEncoder(format, 2).encode(values, 0));
        return TestPatternTest.hex(writer.batch().bytes().flip());
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 1, 2, 040000803f0400000040", "FLOAT32, -3.5, 0, 04000060c000", "FLOAT32, NaN, 1, 04ffffff7f040000803f",
            "DOUBLE64, 0, 2, 00080000000000000040", "INT32, -129, 128, ff7f0180", "INT16, -1, -256, ffffff00",
            "INT8, -1, 5, ffff0105", "INT64, -1, 300, ffff022c01", "INT32, -2147483648, 0, fc0000008000"})
    void numbers(ChannelFormat format, double first, double second, String hex) {
        assertThat(write(format, new double[]{first, second})).isEqualTo(STAMP + hex);
    }

    @Test
    void texts() {
        assertThat(write(ChannelFormat.STRING, new String[]{"hi", ""})).isEqualTo(STAMP + "0102686900");
        assertThat(write(ChannelFormat.STRING, new String[]{"z".repeat(300), "a"}))
                .isEqualTo(STAMP + "022c01" + "7a".repeat(300) + "010161");
    }

    @Test
    void beginsWithTheDescriptionAndTheTestPattern() {
        StreamInfo info = StreamInfo.builder("x", "").channelCount(2).build();
        ArchiveWriter writer = new ArchiveWriter(info, "i".repeat(621));
        writer.writeTestSample(TestPattern.record(ChannelFormat.FLOAT32, 2, 4));
        assertThat(TestPatternTest.hex(writer.batch().bytes().flip()))
                .isEqualTo("7f0109026d02" + "69".repeat(621) + "0000010208c976be9f0c24fe400400008040040000a0c0");
    }
}
