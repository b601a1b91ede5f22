package org.rapport.training.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.device.StreamMapping;
import org.rapport.engine.command.CommandRun;
import org.rapport.lsl.RecordedMapping;
import org.rapport.lsl.dialects.Dialects;

import picocli.CommandLine;

/**
 * What {@code rapport study check} passes, {@code rapport train} takes, up to its first step; and it says by name what is
 * wrong.
 */
class StudyCommandTest {
    private static final StreamMapping MAPPING = new RecordedMapping(new Dialects(Optional.empty()));
    private static final int SESSIONS = 12;
    private static final int SECONDS = 40;

    @TempDir
    private Path folder;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream wrong = new ByteArrayOutputStream();

    /** What the tables of a study hold. */
    private record Tables(String faceNames, String face, double faceStep, String faceMeaning, double dialZero, double faceZero) {
        static final Tables SOUND = new Tables("t,AU12_r,AU06_r", "%s,%.3f,%.3f", 0.1, "", 0, 0);
    }

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(wrong, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setOut(out);
        System.setErr(err);
    }

    private void study(Tables tables) throws IOException {
        study(tables, SESSIONS);
    }

    private void study(Tables tables, int sessions) throws IOException {
        List<String> listed = new ArrayList<>();
        for (int s = 0; s < sessions; s++) {
            StringBuilder face = new StringBuilder(tables.faceNames()).append('\n');
            for (int row = 0; row < 10 * SECONDS; row++) {
                face.append(String.format(Locale.ROOT, tables.face() + "\n",
                        String.format(Locale.ROOT, "%.3f", tables.faceZero() + row * tables.faceStep()),
                        1 + Math.sin(s + row / 20.0), 1 + Math.cos(s + row / 20.0), row));
            }
            Files.writeString(folder.resolve("face" + s + ".csv"), face);
            StringBuilder eda = new StringBuilder("ms,uS\n");
            StringBuilder dial = new StringBuilder("t,competence\n");
            for (int row = 0; row < 4 * SECONDS; row++) {
                eda.append(250 * row).append(',').append(2 + 0.3 * Math.sin(s + row / 36.0)).append('\n');
            }
            for (int row = 0; row < SECONDS; row++) {
                dial.append(tables.dialZero() + row).append(',').append(Math.sin(s + row / 4.0)).append('\n');
            }
            Files.writeString(folder.resolve("eda" + s + ".csv"), eda);
            Files.writeString(folder.resolve("dial" + s + ".csv"), dial);
            listed.add("""
                    { "name": "s%1$d", "emitter": "e%1$d", "receiver": "r%1$d", "recordings": {
                      "emitter": { "streams": [
                        { "file": "face%1$d.csv", "name": "face", "type": "Face", "rate": 10, "time": "t"%2$s } ] },
                      "receiver": { "streams": [
                        { "file": "eda%1$d.csv", "name": "wrist", "type": "EDA", "rate": 4, "time": "ms", "timeUnit": "ms" },
                        { "file": "dial%1$d.csv", "name": "dial", "type": "Label", "time": "t" } ] } } }""".formatted(s,
                    tables.faceMeaning()));
        }
        Files.writeString(folder.resolve("study.json"), "{ \"name\": \"s\", \"resampling\": \"offline\", \"rate\": 10, "
                + "\"labels\": { \"competence\": \"dial/competence\" }, \"sessions\": [" + String.join(",", listed) + "] }");
    }

    private int check(String... more) {
        List<String> words = new ArrayList<>(List.of("check", folder.toString()));
        words.addAll(List.of(more));
        return CommandRun.of(new StudyCommand(AnyDevice.services(MAPPING)), words, System.out, System.err);
    }

    private String faults() {
        return wrong.toString(StandardCharsets.UTF_8);
    }

    /** Runs a training as a user would, which ends before its first step. */
    private String refusedByTrain() {
        wrong.reset();
        CommandLine train = new CommandLine(new Train(AnyDevice.services(MAPPING), OptionsFile.none()));
        train.setExecutionExceptionHandler((e, line, parsed) -> {
            System.err.println(e.getMessage());
            return 1;
        });
        assertThat(train.execute(folder.toString(), "--out", folder.resolve("model").toString())).isEqualTo(1);
        return faults();
    }

    @Test
    void aSoundStudyCanBegin() throws IOException {
        study(Tables.SOUND);
        assertThat(check()).as(faults()).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("training: can begin");
    }

    @Test
    void decimalCommasTextsAndCountersAreToldByTheirColumns() throws IOException {
        Tables german = new Tables("Name;Zaehler;t;AU12_r", "P7;%4$d;%1$s;%2$.3f", 0.1, ", \"separator\": \";\"", 0, 0);
        study(new Tables(german.faceNames(), german.face().replace("%2$.3f", "1,5%4$03d"), 0.1, german.faceMeaning(), 0, 0));
        assertThat(check()).isEqualTo(1);
        assertThat(faults()).contains(
                "face0.csv: the column AU12_r (\"1,5000\") has numbers with a decimal comma; say \"decimal\": \",\"",
                "the column Name (\"P7\") holds texts", "\"leaveOut\": [\"Name\"]");
        assertThat(refusedByTrain()).contains("has numbers with a decimal comma");
        wrong.reset();
        study(new Tables(german.faceNames(), german.face(), 0.1, german.faceMeaning() + ", \"leaveOut\": \"Name\"", 0, 0));
        assertThat(check()).isEqualTo(1);
        assertThat(faults()).contains("the stream face: emitter/Face/Zaehler only counts, and so is a counter or a clock");
        assertThat(refusedByTrain()).contains("emitter/Face/Zaehler only counts");
        wrong.reset();
        study(new Tables(german.faceNames(), german.face(), 0.1, german.faceMeaning() + ", \"leaveOut\": [\"Name\", \"Zaehler\"]",
                0, 0));
        assertThat(check()).as(faults()).isZero();
    }

    @Test
    void channelsThatAreAlwaysEmptyOrTheSameAreToldByName() throws IOException {
        study(new Tables("t,AU12_r,AU06_r,AU01_r,AU45_r", "%s,%.3f,%.3f,,0.5", 0.1, "", 0, 0));
        assertThat(check()).isEqualTo(1);
        assertThat(faults()).contains("never a value in any recording: emitter/Face/AU01_r;",
                "always the same value in all recordings: emitter/Face/AU45_r;");
        assertThat(refusedByTrain()).contains("no value in any training session: emitter/Face/AU01_r");
    }

    @Test
    void anotherClockOrUnitIsAFaultAsInTraining() throws IOException {
        study(new Tables("t,AU12_r,AU06_r", "%s,%.3f,%.3f", 100, "", 0, 0));
        assertThat(check()).isEqualTo(1);
        assertThat(faults())
                .contains("\"rate\" says 10 samples a second, but by the times of face0.csv there are 0.01; is \"timeUnit\" (s)");
        assertThat(refusedByTrain()).contains("there are 0.01; is \"timeUnit\" (s)");
        wrong.reset();
        study(new Tables("t,AU12_r,AU06_r", "%s,%.3f,%.3f", 0.1, "", 0, 1_764_412_800));
        assertThat(check()).isEqualTo(1);
        assertThat(faults().lines().filter(line -> line.startsWith("session s0")).toList()).singleElement().asString()
                .contains("have no moment in common", "\"zero\": \"2026");
        assertThat(refusedByTrain()).contains("have no moment in common");
        wrong.reset();
        study(new Tables("t,AU12_r,AU06_r", "%s,%.3f,%.3f", 0.1, "", 1_764_412_800, 0));
        assertThat(check()).isEqualTo(1);
        assertThat(faults()).contains("the competence labels go from 1764412800.0 to");
    }

    @Test
    void tooFewPeopleOrRowsAreAFaultAsInTraining() throws IOException {
        study(Tables.SOUND, 2);
        assertThat(check()).isEqualTo(1);
        assertThat(faults()).contains("its sessions fall into 2 group(s) of people who share nobody");
        assertThat(refusedByTrain()).contains("its sessions fall into 2 group(s)");
        wrong.reset();
        study(Tables.SOUND);
        assertThat(check("--window", "500")).isEqualTo(1);
        assertThat(faults()).contains("fewer than a window of 500");
    }
}
