package org.lsl4j.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsl4j.ChannelFormat;

public class TestPatternTest {

    /** Captured from the native library. */
    @ParameterizedTest
    @CsvSource({"DOUBLE64, 4, 00000050000070410000006000 0070c1", "DOUBLE64, 2, 0000003000007041000000400000 70c1",
            "INT64, 4, 0500008000000000faffff7fffffffff", "INT64, 2, 0300008000000000fcffff7fffffffff",
            "INT32, 4, 05000100fafffeff", "INT32, 2, 03000100fcfffeff", "INT16, 4, 0501fafe", "INT16, 2, 0301fcfe",
            "INT8, 4, 05fa", "INT8, 2, 03fc", "FLOAT32, 4, 000080400000a0c0", "FLOAT32, 2, 00000040000040c0",
            "STRING, 4, 0102313001032d3131", "STRING, 2, 0102313001032d3131"})
    void isWhatTheNativeLibrarySends(ChannelFormat format, int offset, String hex) {
        assertThat(hex(TestPattern.record(format, 2, offset))).isEqualTo(hex.replace(" ", ""));
    }

    @Test
    void wrapsAroundWithTheType() {
        ByteBuffer record = TestPattern.record(ChannelFormat.INT8, 300, 4);
        assertThat(record.get(121)).isEqualTo((byte) -126);
        assertThat(record.get(122)).isEqualTo((byte) 0);
        assertThat(record.get(123)).isEqualTo((byte) -1);
    }

    public static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
