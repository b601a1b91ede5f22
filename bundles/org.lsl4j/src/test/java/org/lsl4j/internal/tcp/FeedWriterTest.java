package org.lsl4j.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsl4j.ChannelFormat;
import org.lsl4j.internal.wire.SampleEncoder;
import org.lsl4j.internal.wire.TestPatternTest;

/** Samples byte by byte as captured from the native library. */
class FeedWriterTest {
    private static final String STAMP = "020000000000448f40";

    private static String write(ChannelFormat format, Object values, int channels) {
        FeedWriter writer = new FeedWriter(100);
        writer.visit(0, 1000.5, new SampleEncoder(format, channels).encode(values, 0));
        return TestPatternTest.hex(writer.batch().bytes().flip());
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE64, 000000000000f03f00000000000004c0", "INT64, 0100000000000000feffffffffffffff",
            "INT32, 01000000feffffff", "INT16, 0100feff", "INT8, 01fe", "FLOAT32, 0000803f000020c0"})
    void numbers(ChannelFormat format, String hex) {
        assertThat(write(format, new double[]{1, -2.5}, 2)).isEqualTo(STAMP + hex);
    }

    @Test
    void keepsSubnormals() {
        assertThat(write(ChannelFormat.FLOAT32, new float[]{1, -2.5f, 3e-40f}, 3)).isEqualTo(STAMP + "0000803f000020c047440300");
    }

    @Test
    void texts() {
        assertThat(write(ChannelFormat.STRING, new String[]{"hello", ""}, 2)).isEqualTo(STAMP + "010568656c6c6f0100");
        assertThat(write(ChannelFormat.STRING, new String[]{"é€", "x".repeat(300)}, 2))
                .isEqualTo(STAMP + "0105c3a9e282ac042c010000" + "78".repeat(300));
        assertThat(write(ChannelFormat.STRING, new String[]{"y".repeat(255)}, 1)).startsWith(STAMP + "01ff79");
        assertThat(write(ChannelFormat.STRING, new String[]{"y".repeat(256)}, 1)).startsWith(STAMP + "040001000079");
    }

    @Test
    void leavesOutStampsThatTheConsumerCanDeduce() {
        FeedWriter writer = new FeedWriter(100);
        SampleEncoder encoder = new SampleEncoder(ChannelFormat.INT8, 1);
        byte[] one = {7};
        writer.visit(5, 1000.5, encoder.encode(one, 0));
        writer.visit(6, 1000.5 + 0.01, encoder.encode(one, 0));
        writer.visit(8, 1000.5 + 0.01 + 0.01, encoder.encode(one, 0));
        assertThat(TestPatternTest.hex(writer.batch().bytes().flip())).startsWith(STAMP + "07010702").hasSize(2 * (10 + 2 + 10));
    }

    @Test
    void takesSamplesAsLongAsThereIsRoomAndAlwaysOne() {
        FeedWriter writer = new FeedWriter(0);
        SampleEncoder encoder = new SampleEncoder(ChannelFormat.INT8, 100_000);
        byte[] large = new byte[100_000];
        assertThat(writer.visit(0, 1, encoder.encode(large, 0))).isTrue();
        assertThat(writer.visit(1, 2, encoder.encode(large, 0))).isFalse();
        assertThat(writer.batch().bytes().position()).isEqualTo(100_009);
    }
}
