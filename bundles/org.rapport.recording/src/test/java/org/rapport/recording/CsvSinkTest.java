package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;

class CsvSinkTest {
    @TempDir
    private Path folder;

    @Test
    void writesTheDescriptionThenARowASample() throws Exception {
        Path file = folder.resolve("new/eye.csv");
        CsvSink sink = new CsvSink(file);
        sink.accept(block("eye", 2, 100, 1.5f, Float.NaN, -2f, 3e-10f));
        assertThat(Files.readAllLines(file)).as("while it is open").containsExactly("# stream: eye", "# rate: 60.0",
                "# delay: 0.5", "# node: test", "# receiver/Gaze/c0: px", "# receiver/Gaze/c1: px",
                "time,receiver/Gaze/c0,receiver/Gaze/c1", "100.000000,1.5,NaN", "101.000000,-2.0,3.0E-10");
        sink.close();
    }

    @Test
    void continuesAFileOfTheSameStreamAfterHalfARowWasLeftBehind() throws Exception {
        Path file = folder.resolve("eye.csv");
        CsvSink first = new CsvSink(file);
        first.accept(block("eye", 1, 100, 1));
        first.close();
        Files.writeString(file, "101.0000", StandardOpenOption.APPEND); // what a power cut leaves
        CsvSink second = new CsvSink(file);
        second.accept(block("eye", 1, 102, 3));
        second.close();
        assertThat(Files.readAllLines(file)).endsWith("100.000000,1.0", "102.000000,3.0").hasSize(8);
    }

    @Test
    void leavesAFileOfAnotherStreamAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("eye.csv"), "mine\n");
        CsvSink sink = new CsvSink(file);
        sink.accept(block("eye", 1, 100, 1));
        sink.close();
        assertThat(file).hasContent("mine");
        assertThat(folder.resolve("eye-2.csv")).exists();
    }

    @Test
    void givesEachStreamItsOwnFile() throws Exception {
        CsvSink named = new CsvSink(folder.resolve("{stream}.csv"));
        named.accept(block("ecg", 1, 1, 1));
        named.accept(block("a/b c", 1, 1, 1));
        named.close();
        CsvSink plain = new CsvSink(folder.resolve("body.csv"));
        plain.accept(block("ecg", 1, 1, 1));
        plain.accept(block("eda", 1, 1, 1));
        plain.accept(block("ecg", 1, 2, 2));
        plain.close();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("ecg.csv", "a_b_c.csv", "body.csv", "body-eda.csv");
        assertThat(Files.readAllLines(folder.resolve("body.csv"))).endsWith("1.000000,1.0", "2.000000,2.0");
    }

    private static Block block(String stream, int channels, double time, float... values) {
        List<Channel> list = java.util.stream.IntStream.range(0, channels)
                .mapToObj(c -> new Channel(Role.RECEIVER, "Gaze", "c" + c, "px", "", Channel.Scale.CONTINUOUS)).toList();
        double[] times = new double[values.length / channels];
        for (int i = 0; i < times.length; i++) {
            times[i] = time + i;
        }
        return new Block(new StreamDescription(stream, 60, list, Origin.derived("test", Map.of("delay", "0.5"))), times, values,
                time);
    }
}
