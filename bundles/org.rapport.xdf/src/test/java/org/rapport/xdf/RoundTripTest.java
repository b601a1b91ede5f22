package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
    private static final double[] TIMES = {10, 10.5, 11.25};

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("a.xdf");
    }

    /** Writes to a stream. */
    private interface Action {
        void on(XdfStreamWriter stream) throws IOException;
    }

    private XdfStream written(XdfFormat format, int channels, Action action) throws IOException {
        try (XdfWriter writer = new XdfWriter(file)) {
            action.on(writer.addStream(Headers.of(format, channels, 2)));
        }
        XdfFile read = XdfReader.read(file);
        assertThat(read.warnings()).isEmpty();
        assertThat(read.header()).contains("<version>1.0</version>");
        assertThat(read.streams()).hasSize(1);
        return read.streams().get(0);
    }

    @Test
    void keepsFloats() throws IOException {
        float[] values = {1.5f, Float.NaN, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 3e38f};

        XdfStream stream = written(XdfFormat.FLOAT32, 2, s -> s.write(TIMES, values));

        assertThat(stream.values().floats()).containsExactly(values);
        assertThat(stream.times()).containsExactly(TIMES);
        assertThat(stream.name()).isEqualTo("test & \u00e4");
        assertThat(stream.type()).isEqualTo("EEG");
        assertThat(stream.rate()).isEqualTo(2);
        assertThat(stream.channelCount()).isEqualTo(2);
    }

    @Test
    void keepsDoubles() throws IOException {
        double[] values = {Math.PI, Double.NaN, Double.MAX_VALUE};
        assertThat(written(XdfFormat.DOUBLE64, 1, s -> s.write(TIMES, values)).values().doubles()).containsExactly(values);
    }

    @Test
    void keepsBytes() throws IOException {
        byte[] values = {-128, 0, 127};
        assertThat(written(XdfFormat.INT8, 1, s -> s.write(TIMES, values)).values().longs()).containsExactly(-128, 0, 127);
    }

    @Test
    void keepsShorts() throws IOException {
        short[] values = {Short.MIN_VALUE, 0, Short.MAX_VALUE};
        assertThat(written(XdfFormat.INT16, 1, s -> s.write(TIMES, values)).values().floats()).containsExactly(-32768, 0, 32767);
    }

    @Test
    void keepsInts() throws IOException {
        int[] values = {Integer.MIN_VALUE, 7, Integer.MAX_VALUE};
        assertThat(written(XdfFormat.INT32, 1, s -> s.write(TIMES, values)).values().doubles()).containsExactly(Integer.MIN_VALUE,
                7, Integer.MAX_VALUE);
    }

    @Test
    void keepsLongsThatADoubleCannotHold() throws IOException {
        long[] values = {Long.MIN_VALUE, (1L << 53) + 1, Long.MAX_VALUE};
        assertThat(written(XdfFormat.INT64, 1, s -> s.write(TIMES, values)).values().longs()).containsExactly(values);
    }

    @Test
    void keepsTextOfEveryLength() throws IOException {
        String[] values = {"", "Gr\u00fc\u00dfe \ud83d\ude42", "a".repeat(255), "b".repeat(256), "c".repeat(70_000), "\n"};

        XdfStream stream = written(XdfFormat.STRING, 2, s -> s.write(TIMES, values));

        assertThat(stream.values().strings()).containsExactly(values);
        assertThatThrownBy(stream.values()::floats).hasMessage("the values are text, not numbers");
    }

    @Test
    void keepsChunksOfEveryLength() throws IOException {
        double[] times = new double[3000];
        int[] values = new int[3000];
        for (int i = 0; i < times.length; i++) {
            times[i] = i;
            values[i] = -i;
        }

        XdfStream stream = written(XdfFormat.INT32, 1, s -> {
            s.write(new double[0], new int[0]);
            s.write(times, values);
            s.write(new double[]{5000}, new int[]{5});
        });

        assertThat(stream.samples()).isEqualTo(3001);
        assertThat(stream.values().longs()[2999]).isEqualTo(-2999);
        assertThat(stream.times()[3000]).isEqualTo(5000);
    }

    @Test
    void derivesStampsThatWereLeftOut() throws IOException {
        double[] times = {10, Double.NaN, Double.NaN, 20, Double.NaN};

        XdfStream stream = written(XdfFormat.INT8, 1, s -> s.write(times, new byte[5]));

        assertThat(stream.times()).containsExactly(10, 10.5, 11, 20, 20.5);
        assertThat(stream.footer().orElseThrow()).contains("<last_timestamp>20.5</last_timestamp>");
    }

    @Test
    void deducesTheTimesOfAStreamWithoutAStampAndSaysSo() throws IOException {
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter regular = writer.addStream(Headers.of(XdfFormat.INT8, 1, 100));
            XdfStreamWriter irregular = writer.addStream(Headers.of(XdfFormat.INT8, 1, 0));
            regular.write(new double[]{Double.NaN, Double.NaN}, new byte[2]);
            irregular.write(new double[]{Double.NaN}, new byte[1]);
        }
        XdfFile read = XdfReader.read(file);
        assertThat(read.streams().get(0).times()).containsExactly(0.01, 0.02);
        assertThat(read.streams().get(1).times()).containsExactly(Double.NaN);
        assertThat(read.warnings()).containsExactly(
                "stream 1 (test & \u00e4) has no time stamp at all: its times are deduced "
                        + "from its rate, from 0 on, and fit to no other stream",
                "stream 2 (test & \u00e4) has no time stamp at all: its times are not known");
    }

    @Test
    void keepsOffsetsAndWritesWhatItCounted() throws IOException {
        XdfStream stream = written(XdfFormat.INT8, 1, s -> {
            s.write(TIMES, new byte[3]);
            s.write(new ClockOffset(11, -0.25));
        });

        assertThat(stream.clockOffsets()).containsExactly(new ClockOffset(11, -0.25));
        assertThat(ChunkXml.parse(stream.footer().orElseThrow())).containsEntry("first_timestamp", "10.0")
                .containsEntry("last_timestamp", "11.25").containsEntry("sample_count", "3")
                .containsEntry("measured_srate", "1.6");
    }

    @Test
    void keepsStreamsApartAndAddsThemLater() throws IOException {
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter first = writer.addStream(Headers.of(XdfFormat.INT8, 1, 0));
            first.write(new double[]{1}, new byte[]{1});
            writer.boundary();
            XdfStreamWriter second = writer.addStream(Headers.of(XdfFormat.STRING, 1, 0));
            second.write(new double[]{2}, new String[]{"two"});
            first.write(new double[]{3}, new byte[]{3});
        }
        XdfFile read = XdfReader.read(file);

        assertThat(read.streams().get(0).values().longs()).containsExactly(1, 3);
        assertThat(read.streams().get(1).values().strings()).containsExactly("two");
    }

    @Test
    void flushedSamplesAreInTheFileBeforeItIsClosed() throws IOException {
        try (XdfWriter writer = new XdfWriter(file)) {
            writer.addStream(Headers.of(XdfFormat.INT8, 1, 0)).write(TIMES, new byte[]{1, 2, 3});
            writer.flush();

            XdfFile read = XdfReader.read(file);

            assertThat(read.streams().get(0).values().longs()).containsExactly(1, 2, 3);
            assertThat(read.warnings()).containsExactly("stream 1 (test & \u00e4) has no footer: the recording was not closed");
        }
    }

    @Test
    void goesOnWritingWhenTheThreadIsInterrupted() throws IOException {
        try (XdfWriter writer = new XdfWriter(file)) {
            Thread.currentThread().interrupt();
            writer.addStream(Headers.of(XdfFormat.INT8, 1, 0)).write(TIMES, new byte[3]);
            writer.flush();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(XdfReader.read(file).streams().get(0).samples()).isEqualTo(3);
    }

    @Test
    void refusesWhatTheHeaderDidNotPromise() throws IOException {
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter stream = writer.addStream(Headers.of(XdfFormat.INT8, 2, 0));

            assertThatIllegalArgumentException().isThrownBy(() -> stream.write(TIMES, new float[6]));
            assertThatIllegalArgumentException().isThrownBy(() -> stream.write(TIMES, new byte[5]));
            assertThatThrownBy(() -> writer.addStream("<info><channel_count>1</channel_count></info>"))
                    .isInstanceOf(XdfException.class).hasMessageContaining("channel_format");
            assertThatThrownBy(() -> writer.addStream("info")).isInstanceOf(XdfException.class);
        }
    }

    @Test
    void neverOverwritesARecording() throws IOException {
        Files.writeString(file, "precious");

        assertThatThrownBy(() -> new XdfWriter(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
    }

    @Test
    void refusesToWriteAfterTheEnd() throws IOException {
        XdfWriter writer = new XdfWriter(file);
        XdfStreamWriter stream = writer.addStream(Headers.of(XdfFormat.INT8, 1, 0));
        writer.close();
        writer.close();

        assertThatThrownBy(() -> stream.write(TIMES, new byte[3])).hasMessage("the recording is closed");
    }
}
