package org.rapport.training.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.api.command.Command;
import org.rapport.engine.command.CommandRun;
import org.rapport.model.Contract;
import org.rapport.model.Range;
import org.rapport.model.folder.ModelFolder;
import org.rapport.model.network.Precision;
import org.rapport.training.fit.ProcessorType;
import org.rapport.training.fit.RunLock;
import org.rapport.training.report.TestedSessions;

class TrainTest {
    @TempDir
    private Path folder;

    /** Couples of whom one feels what the other felt. */
    @BeforeEach
    void study() throws IOException {
        Couples.write(folder, 6);
    }

    @Test
    void trainsEveryFoldByOneCommand() throws Exception {
        assertThat(train("--folds", "2", "--fold", "all", "--jobs", "2")).isZero();
        assertThat(folder.resolve("model/cross-validation.txt")).content().contains("all predictions of 2 runs together",
                "mean +- standard deviation over the runs", "fold-2-seed-1", "receiver-only");
        assertThat(folder.resolve("model.run/fold-2-seed-1/predictions.csv")).exists();
        assertThat(folder.resolve("model/contract.json")).content().contains("by-dyad fold ");
        assertThat(train()).as("a single run in place of several").isOne();
        assertThat(folder.resolve("model.run/fold-1-seed-1/run.json")).exists();
    }

    @Test
    void trainsOtherNetworksWithSeveralSeeds() {
        assertThat(train("--architecture", "lstm", "--seeds", "2", "--seed", "5")).isZero();
        assertThat(folder.resolve("model/card.md")).content().contains("network.architecture: lstm");
        assertThat(folder.resolve("model/cross-validation.csv")).content().contains("seed-5", "seed-6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--architecture=gru", "--masks"})
    void aNetworkThatRunsRowByRowPredictsTheSameFromItsFolder(String option) throws Exception {
        assertThat(train(option, "--loss", "task=0.5,ccc=1")).isZero();
        assertThat(evaluate("--out", folder.resolve("scores").toString())).isZero();
        List<String> trained = Files.readAllLines(folder.resolve("model.run/predictions.csv"));
        List<String> loaded = Files.readAllLines(folder.resolve("scores/predictions.csv"));
        assertThat(trained).hasSizeGreaterThan(5).hasSameSizeAs(loaded);
        for (int line = 1; line < trained.size(); line++) {
            String[] one = trained.get(line).split(",");
            String[] other = loaded.get(line).split(",");
            assertThat(one).hasSameSizeAs(other);
            for (int column = 1; column < one.length; column++) {
                assertThat(Double.parseDouble(one[column])).isCloseTo(Double.parseDouble(other[column]), within(1e-5));
            }
        }
    }

    @Test
    void aNetworkThatThereIsNotIsRefused() {
        assertThat(train("--architecture", "grue")).isEqualTo(2);
        assertThat(train("--architecture", "gru", "--look-ahead", "1")).isEqualTo(2);
        assertThat(train("--architecture", "gru", "--hidden", "3")).as("two heads cannot share out three columns").isEqualTo(2);
        assertThat(folder.resolve("model")).doesNotExist();
    }

    @Test
    void trainsAndEvaluatesAnyTargetsByAnyLosses() throws Exception {
        Path file = folder.resolve("study.json");
        Files.writeString(file, Files.readString(file).replace("{ \"competence\": \"dial\" }", """
                { "valence": { "channel": "dial", "unit": "points", "range": [-1, 1] }, "arousal": "time2", "dominance": "dial" }
                """));
        Path table = folder.resolve("dial.csv");
        Files.writeString(table, Files.readString(table).replaceAll("(?m)^(\\d+,\\d+,\\d,(\\d+),.*)$", "$1,$2")
                .replaceFirst("dial\\R", "dial,time2\n"));
        assertThat(train("--loss", "task=0.5,ccc=1")).isZero();
        Contract contract = ModelFolder.contract(folder.resolve("model"));
        assertThat(contract.targetNames()).containsExactly("valence", "arousal", "dominance");
        assertThat(contract.targets().get(0)).satisfies(target -> {
            assertThat(target.unit()).isEqualTo("points");
            assertThat(target.range()).isEqualTo(new Range(-1, 1));
        });
        assertThat(folder.resolve("model.run/predictions.csv")).content()
                .startsWith("session,time,valence,arousal,dominance,valence_label,arousal_label,dominance_label\n");
        assertThat(folder.resolve("model/evaluation.txt")).content().contains("valence CCC [95 %]", "dominance CCC [95 %]");
        // another study, which has these targets in another order, one of them less and one more
        Files.writeString(file, Files.readString(file).replaceFirst("\"valence.*",
                "\"joy\": \"time2\", \"dominance\": \"dial\", \"valence\": \"dial\" }"));
        Command evaluate = new EvaluateCommand(AnyDevice.services(null));
        assertThat(CommandRun.of(evaluate,
                List.of(folder.resolve("model").toString(), folder.toString(), "--out", folder.resolve("scores").toString()),
                System.out, System.err)).isZero();
        assertThat(folder.resolve("scores/evaluation.csv")).content().contains("model,valence,,", "model,arousal,,,",
                "model,dominance");
    }

    @Test
    void evaluationKnowsWhatTheModelSawWhateverElseIsInTheStudy() throws Exception {
        assertThat(train()).isZero();
        Path file = folder.resolve("study.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{ \"notes\": \"another hash\","));
        Path out = folder.resolve("scores");
        assertThat(evaluate("--out", out.toString())).isZero();
        assertThat(out.resolve("evaluation.json")).content().contains("1 sessions that are new to the model")
                .contains("\"leaking\": false");
        // the table has a line more, so no recording is the same; of its people the model saw all but the tested couple
        Files.writeString(folder.resolve("dial.csv"), Files.readString(folder.resolve("dial.csv")) + "5,50,0,40,0\n");
        Path changed = folder.resolve("changed");
        assertThat(evaluate("--out", changed.toString())).isZero();
        assertThat(changed.resolve("evaluation.json")).content().contains("1 sessions that are new to the model");
        assertThat(changed.resolve("seen-person/evaluation.json")).content()
                .contains("5 sessions with people whom the model saw in other sessions");
        Path others = folder.resolve("others");
        assertThat(evaluate("--other-people", "--out", others.toString())).isZero();
        assertThat(others.resolve("evaluation.json")).content().contains("6 sessions that are new to the model");
    }

    @Test
    void whatWasLearnedFromIsScoredApartAndOnlyIfAskedFor() throws Exception {
        assertThat(train()).isZero();
        Path out = folder.resolve("scores");
        assertThat(evaluate("--all", "--out", out.toString())).isZero();
        assertThat(out.resolve("seen/evaluation.json")).content().contains("5 sessions that the model learned from")
                .contains("\"leaking\": true");
    }

    @Test
    void twoModelsAreComparedOnTheRowsThatBothPredictOfSessionsThatNeitherSaw() throws Exception {
        assertThat(train()).isZero();
        Files.move(folder.resolve("model"), folder.resolve("first"));
        assertThat(train("--architecture", "lstm", "--calibration", "none")).isZero();
        assertThat(compare("first", "model")).isZero();
        List<String> lines = Files.readAllLines(folder.resolve("comparison/comparison.csv"));
        assertThat(lines.get(0)).isEqualTo("target,score,first,second,difference,low,high,dyads,pairs");
        assertThat(lines).hasSize(6);
        // every second of the 33 windows of the one session that neither saw
        assertThat(lines.get(1)).startsWith("competence,ccc,").matches(".*,,,1,1[67]");
        assertThat(compare("first", "first")).isZero();
        assertThat(Files.readAllLines(folder.resolve("comparison/comparison.csv")).get(1)).matches(".*,0.0,,,1,1[67]");
        assertThat(compare("first", "nowhere")).isOne();
        assertThat(train("--architecture", "paper", "--look-ahead", "1")).isZero();
        assertThat(compare("first", "model")).as("no row is predicted by both").isOne();
    }

    @Test
    void theSplitHasASeedOfItsOwnIfItIsNamed() throws Exception {
        for (int seed = 0; seed < 3; seed++) {
            assertThat(train("--seed", String.valueOf(seed), "--split-seed", "5")).isZero();
            Files.move(folder.resolve("model"), folder.resolve("seed" + seed));
        }
        TestedSessions tested = TestedSessions.read(folder.resolve("seed0"));
        assertThat(TestedSessions.read(folder.resolve("seed1"))).isEqualTo(tested);
        assertThat(TestedSessions.read(folder.resolve("seed2"))).isEqualTo(tested);
        assertThat(folder.resolve("seed1/weights.safetensors")).binaryContent()
                .isNotEqualTo(Files.readAllBytes(folder.resolve("seed0/weights.safetensors")));
        assertThat(train("--resume", "--seed", "2", "--split-seed", "6")).as("other sessions").isOne();
    }

    @Test
    void aRunGoesOnWithTheThreadsThatItBeganWith() throws Exception {
        Path state = folder.resolve("model.run/run.json");
        assertThat(train("--compute-threads", "3")).isZero();
        assertThat(train("--resume", "--epochs", "2")).isZero();
        assertThat(state).content().contains("\"computeThreads\": \"3\"", "\"epoch\": 2", "\"processors\"");
        assertThat(train("--resume", "--compute-threads", "1")).isOne();
        Files.writeString(state, Files.readString(state).replaceFirst(",\\s*\"computeThreads\": \"3\"", ""));
        assertThat(train("--resume", "--epochs", "3", "--compute-threads", "1")).as("a run of before").isZero();
        assertThat(state).content().contains("\"computeThreads\": \"1\"", "\"epoch\": 3");
    }

    @Test
    void bfloat16LearnsAsFloat32DoesAndIsASettingOfTheRun() throws Exception {
        assumeThat(ProcessorType.missing(Precision.BFLOAT16)).as("a processor for it").isEmpty();
        String[] paper = {"--architecture", "paper", "--epochs", "3"};
        assertThat(train(paper)).isZero();
        double single = lastTaskLoss();
        assertThat(train("--restart", "--precision", "bfloat16", "--architecture", "paper", "--epochs", "2")).isZero();
        assertThat(train("--resume", "--architecture", "paper", "--epochs", "3")).as("in float32").isOne();
        assertThat(train("--resume", "--precision", "bfloat16", "--architecture", "paper", "--epochs", "3")).isZero();
        assertThat(lastTaskLoss()).isNotEqualTo(single).isCloseTo(single, within(0.05 * single));
        assertThat(folder.resolve("model.run/run.json")).content().contains("\"precision\": \"bfloat16\"", "\"epoch\": 3");
        assertThat(folder.resolve("model/card.md")).content().contains("precision: bfloat16");
    }

    private double lastTaskLoss() throws Exception {
        Matcher task = Pattern.compile("\"task\": ([0-9.Ee-]+)").matcher(Files.readString(folder.resolve("model.run/run.json")));
        double last = Double.NaN;
        while (task.find()) {
            last = Double.parseDouble(task.group(1));
        }
        return last;
    }

    @Test
    void bfloat16IsRefusedWhereTheProcessorLacksIt() {
        assumeThat(ProcessorType.missing(Precision.BFLOAT16)).as("a processor without it").isPresent();
        assertThat(train("--precision", "bfloat16")).isEqualTo(2);
        assertThat(folder.resolve("model")).doesNotExist();
    }

    @Test
    void controlsAreTrainedBesideTheModelAndScoredOnItsRows() throws Exception {
        assertThat(train("--architecture", "paper", "--controls", "alone,gru")).isZero();
        String table = Files.readString(folder.resolve("model/evaluation.csv"));
        assertThat(table).contains("emitter-alone,competence,,", "receiver-alone,competence,,", "gru,competence,,");
        List<String> whole = table.lines().filter(line -> line.matches("(model|emitter-alone|gru|ridge-products),competence,,.*"))
                .toList();
        assertThat(whole).hasSize(4).allMatch(line -> line.endsWith(whole.get(0).substring(whole.get(0).lastIndexOf(','))));
        assertThat(folder.resolve("model.run/controls/gru/run.json")).exists();
        assertThat(train("--controls", "ridge")).as("no such network").isEqualTo(2);
        assertThat(train("--controls", "gru")).as("the model itself").isEqualTo(2);
        assertThat(train("--controls", "alone", "--folds", "2", "--fold", "all", "--run", folder.resolve("folds").toString()))
                .isZero();
        assertThat(folder.resolve("model/cross-validation.csv")).content().contains("receiver-alone,competence,fold-2-seed-1");
    }

    private int compare(String first, String second) {
        Command compare = new CompareCommand(AnyDevice.services(null));
        return CommandRun.of(compare, List.of(folder.resolve(first).toString(), folder.resolve(second).toString(),
                folder.toString(), "--out", folder.resolve("comparison").toString()), System.out, System.err);
    }

    private int evaluate(String... more) {
        List<String> arguments = Stream.concat(Stream.of(folder.resolve("model").toString(), folder.toString()), Stream.of(more))
                .toList();
        Command evaluate = new EvaluateCommand(AnyDevice.services(null));
        return CommandRun.of(evaluate, arguments, System.out, System.err);
    }

    @Test
    void learnsFromAllSessionsAtLastAndIsScoredByNoneOfThem() throws Exception {
        assertThat(train("--refit")).isZero();
        assertThat(folder.resolve("model/card.md")).content().contains("scored before it learned from all 6 sessions",
                "- epochs: 1, on all 6 sessions");
        assertThat(folder.resolve("model.run/refit/run.json")).exists();
        assertThat(evaluate()).as("nothing is new to it").isOne();
        Files.delete(folder.resolve("model/card.md"));
        assertThat(train("--resume")).as("without it").isZero();
        assertThat(folder.resolve("model/card.md")).content().doesNotContain("all 6 sessions");
        assertThat(evaluate()).isZero();
        assertThat(train("--resume", "--refit")).as("afterwards").isZero();
        assertThat(evaluate()).isOne();
    }

    @Test
    void learnsFromAllSessionsAfterAllFoldsAndHasTheScoresOfAll() throws Exception {
        assertThat(train("--folds", "2", "--fold", "all", "--epochs", "2", "--refit")).isZero();
        assertThat(folder.resolve("model/evaluation.json")).content()
                .contains("\"split\": \"by-dyad, all 2 folds, scored before it learned from all 6 sessions\"");
        assertThat(TestedSessions.read(folder.resolve("model")).names()).hasSize(6);
        Contract contract = ModelFolder.contract(folder.resolve("model"));
        String pooled = Files.readAllLines(folder.resolve("model/cross-validation.csv")).stream()
                .filter(line -> line.startsWith("model,competence,pooled,")).findFirst().orElseThrow();
        assertThat(contract.evaluation().scores().get("competence.ccc")).isEqualTo(Double.parseDouble(pooled.split(",")[3]));
        assertThat(contract.trainedOn().learned().orElseThrow().people()).hasSize(12);
        assertThat(evaluate()).isOne();
        assertThat(train("--folds", "2", "--fold", "all", "--epochs", "2", "--refit", "--report-only")).as("once more").isZero();
    }

    @Test
    void refusesAFolderThatAnotherTrainsIn() throws Exception {
        try (RunLock lock = RunLock.take(folder.resolve("model.run"))) {
            assertThat(train()).isOne();
            assertThat(folder.resolve("model.run")).doesNotExist();
        }
    }

    private int train(String... more) {
        String[] common = {folder.toString(), "--out", folder.resolve("model").toString(), "--window", "8", "--hop", "4",
                "--live-hop", "2", "--epochs", "1", "--batch", "4", "--encoding", "4", "--hidden", "4", "--heads", "2"};
        String[] arguments = new String[common.length + more.length];
        System.arraycopy(common, 0, arguments, 0, common.length);
        System.arraycopy(more, 0, arguments, common.length, more.length);
        Command train = new TrainCommand(AnyDevice.services(null));
        return CommandRun.of(train, List.of(arguments), System.out, System.err);
    }
}
