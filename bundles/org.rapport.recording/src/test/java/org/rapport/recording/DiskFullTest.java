package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.recording.session.Journal;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/** Recording to a disk that takes no more; the limit is the operating system's, in a process of its own. */
class DiskFullTest {
    private static final String LIMITED = "ulimit -f 512 && exec \"$@\"";

    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void goesOnInAnotherFileWhereAFileMayNotGrow() throws Exception {
        assertThatAllIsIn(run(LIMITED, RecordingProcess.command("seconds", folder.resolve("r.xdf").toString(), "4")));
    }

    /** What waited while the recorder was slow is more than any file may hold. */
    @Test
    @Timeout(60)
    void goesOnThoughMoreWaitsThanAFileMayHold() throws Exception {
        assertThatAllIsIn(run(LIMITED, RecordingProcess.command("burst", folder.resolve("r.xdf").toString(), "40000")));
    }

    private void assertThatAllIsIn(List<String> out) throws IOException {
        List<Float> numbers = new ArrayList<>();
        for (Path part : parts(folder)) {
            numbers.addAll(numbers(part));
        }
        int parts = parts(folder).size();
        assertThat(parts).isGreaterThan(2);
        assertThat(out).filteredOn(line -> line.contains("ERROR")).hasSize(parts - 1)
                .allMatch(line -> line.contains("cannot be written any more; what it holds is safe: File too large"));
        assertThat(out.get(out.size() - 1)).isEqualTo("put " + numbers.size() + " lost 0");
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).as("none is lost and none is there twice").isEqualTo(i);
        }
    }

    @Test
    @Timeout(60)
    void survivesAFullDiskAndCountsWhatIsLost() throws Exception {
        assumeTrue(canMount(), "skipped: this machine allows no mount namespaces");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path copies = Files.createDirectory(folder.resolve("copies"));
        List<String> out = runInNamespace("mount -t tmpfs -o size=1500k none \"$0\" && exec \"$@\"", disk.toString(),
                RecordingProcess.command("full", disk.toString(), copies.toString()));

        assertThat(out).filteredOn(line -> line.contains("No space left on device")).hasSize(1)
                .allMatch(line -> line.contains("ERROR") && line.contains("r.xdf cannot be written any more"));
        assertThat(out).filteredOn(line -> line.contains("samples are being lost")).hasSize(1);
        assertThat(out).filteredOn(line -> line.contains("the recording continues here")).hasSize(1);
        List<Float> before = numbers(copies.resolve("r.xdf"));
        List<Path> further = parts(copies).subList(1, parts(copies).size());
        List<Float> after = new ArrayList<>();
        for (Path part : further) { // the rest of a full disk takes a little first
            after.addAll(numbers(part));
        }
        String[] words = out.get(out.size() - 1).split(" ");
        long put = Long.parseLong(words[1]);
        long lost = Long.parseLong(words[3]);
        assertThat(lost).isPositive();
        assertThat(before.size() + after.size()).isEqualTo((int) (put - lost));
        assertThat(before).isSorted().doesNotHaveDuplicates();
        assertThat(after).isSorted().doesNotHaveDuplicates();
        assertThat(after.get(0)).as("what waited in memory comes right after what is safe").isEqualTo(before.size());
        assertThat(states(further)).as("the state as it was, and the loss").anyMatch(state -> state.contains("\"LIVE\""))
                .anyMatch(state -> state.contains("\"UNRECORDED\"") && state.contains(":\"" + lost + " samples"));
    }

    private static List<Float> numbers(Path part) throws IOException {
        List<Float> numbers = new ArrayList<>();
        for (XdfStream stream : XdfReader.read(part).streams()) {
            if (stream.name().equals("fast")) {
                float[] values = stream.values().floats();
                for (int i = 0; i < values.length; i += stream.channelCount()) {
                    numbers.add(values[i]);
                }
            }
        }
        return numbers;
    }

    private static List<String> states(List<Path> parts) throws IOException {
        List<String> states = new ArrayList<>();
        for (Path part : parts) {
            XdfFile file = XdfReader.read(part);
            file.streams().stream().filter(stream -> stream.name().equals(Journal.STATES))
                    .forEach(stream -> states.addAll(List.of(stream.values().strings())));
        }
        return states;
    }

    /** The files of a recording in their order. */
    private static List<Path> parts(Path folder) {
        List<Path> parts = new ArrayList<>();
        for (Path part = folder.resolve("r.xdf"); Files.exists(part);) {
            parts.add(part);
            part = folder.resolve("r-" + (parts.size() + 1) + ".xdf");
        }
        return parts;
    }

    private boolean canMount() throws Exception {
        return new ProcessBuilder("sh", "-c", "unshare -rm mount -t tmpfs none /mnt").redirectErrorStream(true)
                .redirectOutput(folder.resolve("probe.txt").toFile()).start().waitFor() == 0;
    }

    private List<String> run(String script, List<String> program) throws Exception {
        return run(Stream.concat(Stream.of("bash", "-c", script, "bash"), program.stream()).toList());
    }

    private List<String> runInNamespace(String script, String name, List<String> program) throws Exception {
        return run(Stream.concat(Stream.of("unshare", "-rm", "bash", "-c", script, name), program.stream()).toList());
    }

    private List<String> run(List<String> command) throws Exception {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        return Files.readAllLines(out);
    }
}
