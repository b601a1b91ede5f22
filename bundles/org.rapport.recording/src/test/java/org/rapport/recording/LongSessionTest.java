package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.recording.RecordingChecks.Verified;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.recording.replay.Checks;

/** A recording that is several times as large as the memory there is, run through its pipeline again. */
class LongSessionTest {
    private static final int HEAP_MEGABYTES = 32;
    private static final int CHANNELS = 32;
    private static final double RATE = 1000;
    private static final int BLOCK = 50;
    private static final int SECONDS = 600;
    private static final StreamDescription ECG = stream("ecg", Origin.device());
    private static final StreamDescription DOUBLED = stream("doubled", Origin.derived("test.double", Map.of()));

    @TempDir
    private Path folder;

    private static StreamDescription stream(String name, Origin origin) {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < CHANNELS; i++) {
            channels.add(new Channel(Role.RECEIVER, "ECG", "lead " + i, "mV", "", Channel.Scale.CONTINUOUS));
        }
        return new StreamDescription(StreamId.of(name), RATE, channels, origin);
    }

    /** The node that is compared: twice what comes. */
    private static Block doubled(Block block) {
        float[] values = block.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 2;
        }
        return new Block(DOUBLED, block.times(), values, block.arrived());
    }

    /** What the node made of block 7000 has a wrong value, that of block 9000 is lacking. */
    private Path recording() throws IOException {
        Path file = folder.resolve("long.xdf");
        RecordingFile recording = RecordingFile.create(file, "lab", Map.of(), List.of());
        for (int i = 0; i < SECONDS * (int) RATE / BLOCK; i++) {
            Block block = Blocks.counting(ECG, (long) i * BLOCK, BLOCK, 5000);
            recording.write(new Entry.Samples(block));
            Block made = doubled(block);
            if (i == 7000) {
                made.values()[3] = -1;
            }
            if (i != 9000) {
                recording.write(new Entry.Samples(made));
            }
        }
        recording.close();
        return file;
    }

    @Test
    @Timeout(120)
    void isComparedWithoutBeingLoaded() throws Exception {
        Path file = recording();
        assertThat(Files.size(file)).as("bytes of the recording").isGreaterThan(4L * (HEAP_MEGABYTES << 20));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData", "-Xmx" + HEAP_MEGABYTES + "m", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LongSessionTest.class.getName(), file.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("doubled: 599950 samples live, 599950 of them again, 599949 equal to the bit: not the same",
                "  1 differ, the first at 350.000 s, by at most 7.00e+05, in receiver/ECG/lead 3",
                "  50 were made again only: live, the node was too slow or not running then");
    }

    /** In a process with little memory. */
    public static void main(String[] arguments) throws Exception {
        OfflineGraph graph = (pipeline, node, results) -> new Doubling(results);
        Verified verified = new Checks(graph, (source, header) -> Optional.empty()).verify(Path.of(arguments[0]),
                Path.of("pipeline.json"), Set.of("doubled"), share -> {
                });
        verified.lines().forEach(System.out::println);
    }

    private record Doubling(Consumer<Block> results) implements OfflineGraph.Run {
        @Override
        public List<PlannedNode> sources() {
            return List.of(new PlannedNode("rapport.source.physio", "ecg", Map.of("role", "receiver"), List.of()));
        }

        @Override
        public void send(String source, Signal signal) {
            results.accept(doubled((Block) signal));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
