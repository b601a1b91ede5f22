package org.rapport.training.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.training.command.TypedCommand.run;
import static org.rapport.training.command.TypedCommand.stored;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.training.fit.RunLock;

/** Several processes that share the parts of one command, by the words that a user types. */
class PartsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    @BeforeEach
    void study() throws IOException {
        Couples.write(folder.resolve("study"), 6);
    }

    private List<String> words(String command, String out, String... more) {
        List<String> words = new ArrayList<>(List.of(command, folder.resolve("study").toString(), "--out",
                folder.resolve(out).toString(), "--window", "8", "--hop", "4", "--live-hop", "2", "--batch", "4", "--encoding",
                "4", "--hidden", "4", "--heads", "2", "--compute-threads", "1"));
        words.addAll(List.of(more));
        return words;
    }

    @Test
    void threeProcessesInAnyOrderStoreWhatOneStores() throws Exception {
        String[] folds = {"--epochs", "2", "--folds", "3", "--fold", "all", "--controls", "lstm"};
        assertThat(run(words("train", "here/model", folds))).endsWith("\n0");
        List<Process> processes = new ArrayList<>();
        for (String share : List.of("3/3", "1/3", "2/3")) {
            processes.add(TypedCommand.start(with(words("train", "there/model", folds), "--part", share), folder.resolve("log")));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
        }
        assertThat(run(with(words("train", "there/model", folds), "--report-only"))).endsWith("\n0");
        Map<String, String> here = stored(folder.resolve("here"));
        assertThat(here).containsKeys("model/contract.json", "model/cross-validation.json", "model.run/parts.json",
                "model.run/fold-3-seed-1/results.bin", "model.run/fold-3-seed-1/controls/lstm/run.json");
        assertSame(here);
    }

    @Test
    void aReproductionInPartsIsTheReproduction() throws Exception {
        assertThat(run(words("reproduce", "here", "--epochs", "1"))).endsWith("\n0");
        String names = run(with(words("reproduce", "there", "--epochs", "1"), "--list-parts"));
        assertThat(names.lines()).hasSize(16).startsWith("lstm", "full", "without-inter").endsWith("causal", "0");
        assertThat(run(with(words("reproduce", "there", "--epochs", "1"), "--report-only")))
                .contains("15 of 15 parts are not done: lstm, full, ").endsWith("1");
        assertThat(run(with(words("reproduce", "there", "--epochs", "1"), "--part", "causal"))).contains("14 of 15 are left");
        for (int share = 2; share >= 1; share--) {
            assertThat(run(with(words("reproduce", "there", "--epochs", "1"), "--part", share + "/2"))).endsWith("0");
        }
        assertThat(run(words("reproduce", "there", "--epochs", "1"))).doesNotContain("epoch").endsWith("0");
        assertSame(stored(folder.resolve("here")));
    }

    @Test
    void killedAfterItsThirdEpochAPartMakesNoneTwice() throws Exception {
        String[] folds = {"--epochs", "6", "--folds", "2", "--fold", "all"};
        assertThat(run(words("train", "here/model", folds))).endsWith("\n0");
        Path state = folder.resolve("there/model.run/fold-1-seed-1/run.json");
        Process process = TypedCommand.start(with(words("train", "there/model", folds), "--part", "1/2"), folder.resolve("log"));
        Instant end = Instant.now().plus(DEADLINE);
        while (!Files.exists(state) || !Files.readString(state).contains("\"epoch\": 3")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
        List<String> before = Files.readAllLines(state).stream().filter(line -> line.contains("\"seconds\"")).toList();
        assertThat(run(with(words("train", "there/model", folds), "--part", "fold-1-seed-1"))).endsWith("0");
        assertThat(Files.readAllLines(state).stream().filter(line -> line.contains("\"seconds\"")))
                .startsWith(before.toArray(String[]::new));
        assertThat(run(words("train", "there/model", folds))).endsWith("0");
        assertSame(stored(folder.resolve("here")));
    }

    @Test
    void whatCannotBeIsRefusedInOneLine() throws Exception {
        String[] folds = {"--epochs", "1", "--folds", "2", "--fold", "all"};
        List<String> train = words("train", "model", folds);
        assertThat(run(with(words("train", "model"), "--part", "1/2"))).contains("is for several trainings").endsWith("2");
        assertThat(run(with(train, "--part", "3/2"))).contains("--part must be from 1/2 to 2/2").endsWith("2");
        assertThat(run(with(train, "--part", "1/2", "--restart"))).contains("begins anew each time").endsWith("2");
        assertThat(run(with(train, "--list-parts"))).isEqualTo("fold-1-seed-1\nfold-2-seed-1\n0");
        assertThat(run(with(train, "--part", "fold-3-seed-1"))).contains("there is no part fold-3-seed-1").endsWith("\n1");
        try (RunLock lock = RunLock.take(folder.resolve("model.run/fold-1-seed-1"))) {
            assertThat(run(with(train, "--part", "1/2"))).contains("fold-1-seed-1: another training is at work").endsWith("\n1");
        }
        try (RunLock lock = RunLock.share(folder.resolve("model.run"))) {
            assertThat(run(train)).contains("model.run: another training is at work").endsWith("\n1");
        }
        assertThat(run(with(train, "--part", "1/2", "--hidden", "8")))
                .contains("was made with network.hidden 4, but now it is 8");
        assertThat(run(with(train, "--part", "1/2", "--compute-threads", "2")))
                .contains("with computeThreads 1, but now it is 2");
        assertThat(run(with(train, "--part", "1/2"))).endsWith("\n0");
        Path list = folder.resolve("model.run/parts.json");
        String whole = Files.readString(list);
        for (String[] damage : List.of(new String[]{"\"fold\": 2", "\"fold\": 3"}, new String[]{"\"fold-2-seed-1\"", "\"../x\""},
                new String[]{"\"computeThreads\": \"1\"", "\"computeThreads\": \"many\""},
                new String[]{"\"format\": 1", "\"format\": 9"},
                new String[]{"\"network.architecture\": \"gru\"", "\"network.architecture\": \"hat\""}, new String[]{"]", ""})) {
            assertThat(whole).contains(damage[0]);
            Files.writeString(list, whole.replace(damage[0], damage[1]));
            assertThat(run(with(train, "--part", "2/2"))).as(damage[1]).matches("[^\n]+\n1");
        }
        Files.writeString(list, whole);
        Files.writeString(folder.resolve("study/dial.csv"), "5,50,0,40,0\n", StandardOpenOption.APPEND);
        assertThat(run(with(train, "--part", "2/2"))).contains("dial.csv: has changed since").endsWith("\n1");
        assertThat(run(with(train, "--list-parts"))).endsWith("0");
        assertThat(run(with(train, "--part", "1/2"))).contains("the run was started with study ").endsWith("\n1");
    }

    private static List<String> with(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toList();
    }

    private void assertSame(Map<String, String> here) throws IOException {
        Map<String, String> there = stored(folder.resolve("there"));
        assertThat(there.keySet()).isEqualTo(here.keySet());
        assertThat(here.keySet()).allSatisfy(name -> assertThat(there.get(name).equals(here.get(name))).as(name).isTrue());
    }
}
