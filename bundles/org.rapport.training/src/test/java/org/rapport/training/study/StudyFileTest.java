package org.rapport.training.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.json.FileFault;
import org.rapport.model.Range;
import org.rapport.training.data.Session;

class StudyFileTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void recording() throws Exception {
        Files.write(folder.resolve("a.xdf"), new byte[]{1, 2, 3});
    }

    @Test
    void readsSessionsAndHashesEverything() throws Exception {
        Study study = read(study("a.xdf"));
        assertThat(study.name()).isEqualTo("pilot");
        assertThat(study.synthetic()).isFalse();
        assertThat(study.sessions()).hasSize(1);
        assertThat(study.sessions().get(0).stimulus()).isEqualTo("s");
        assertThat(study.targets()).containsExactly(Target.of("competence"), Target.of("warmth"));
        assertThat(study.labelLag()).isZero();
        // sha256sum of the bytes 1 2 3
        assertThat(study.hashes().values()).containsExactly("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
        Files.write(folder.resolve("a.xdf"), new byte[]{1, 2, 4});
        assertThat(StudyFile.read(folder).hash()).hasSize(64).isNotEqualTo(study.hash());
    }

    @Test
    void aStudyMayBeNamedByADot() throws Exception {
        Files.writeString(folder.resolve("study.json"), study("a.xdf"));
        assertThat(StudyFile.read(folder.resolve(".")).sessions()).hasSize(1);
        assertThat(StudyFile.read(Path.of("").toAbsolutePath().relativize(folder)).sessions()).hasSize(1);
        Files.writeString(folder.resolve("study.json"), study("../x.xdf"));
        assertThatThrownBy(() -> StudyFile.read(folder.resolve("."))).hasMessageContaining("leaves the study's folder");
    }

    @Test
    void readsWhereLabelsAreAndHowLateTheyCome() throws Exception {
        Study study = read(study("a.xdf").replaceFirst("\\{", """
                { "labels": { "competence": "dials/left", "warmth": "w" }, "labelLag": 0.5, "rate": 25,
                  "people": { "e": { "age": 30 }, "r": {} }, "streams": ["dials"],"""));
        assertThat(study.targets()).extracting(Target::tracks).containsExactly(List.of(new LabelTrack("dials", "left")),
                List.of(new LabelTrack("", "w")));
        assertThat(study.labelLag()).isEqualTo(0.5);
        assertThat(study.streams()).containsExactly("dials");
        assertThat(read(study("a.xdf").replaceFirst("\\{", "{ \"labelLag\": \"auto\",")).labelLag()).isNaN();
    }

    @Test
    void readsAnyTargetsWithUnitsAndRanges() throws Exception {
        Study study = read(labels("\"valence\": { \"channel\": \"pad/v\", \"unit\": \"points\", \"range\": [-1, 1] }, "
                + "\"arousal\": \"a\", \"dominance\": \"pad/d\""));
        assertThat(study.targetNames()).containsExactly("valence", "arousal", "dominance");
        assertThat(study.targets().get(0)).isEqualTo(
                new Target("valence", List.of(new LabelTrack("pad", "v")), Combination.MEAN, "points", new Range(-1, 1)));
        assertThat(study.withTargets(List.of("arousal", "joy")).targets()).extracting(Target::tracks)
                .containsExactly(List.of(new LabelTrack("", "a")), List.of());
        assertThatThrownBy(() -> study.withTargets(List.of("joy")))
                .hasMessageContaining("reports valence, arousal, dominance, but the model predicts joy");
    }

    @Test
    void readsSeveralAnnotatorsOfATarget() throws Exception {
        Study study = read(labels("\"valence\": { \"channels\": [\"anna/v\", \"ben/v\"], \"combine\": \"ewe\" }, "
                + "\"arousal\": { \"channels\": [\"anna/a\", \"ben/a\"] }"));
        assertThat(study.targets().get(0).tracks()).containsExactly(new LabelTrack("anna", "v"), new LabelTrack("ben", "v"));
        assertThat(study.targets().get(0).combination()).isEqualTo(Combination.EWE);
        assertThat(study.targets().get(0).source()).isEqualTo("anna/v, ben/v (ewe)");
        assertThat(study.targets().get(1).combination()).isEqualTo(Combination.MEAN);
        for (String[] wrong : new String[][]{{"\"channels\": [\"a/v\"]", "2 to 64 annotators"},
                {"\"channels\": [\"a/v\", \"a/v\"]", "is there twice"},
                {"\"channels\": [\"a/v\", \"b/v\"], \"channel\": \"c\"", "stands beside \"channels\""},
                {"\"channel\": \"c\", \"combine\": \"mean\"", "is for the \"channels\" of several annotators"},
                {"\"channels\": [\"a/v\", \"b/v\"], \"combine\": \"median\"", "mean"}, {"\"unit\": \"points\"", "channel"}}) {
            assertThatThrownBy(() -> read(labels("\"valence\": { " + wrong[0] + " }"))).as(wrong[0]).isInstanceOf(FileFault.class)
                    .hasMessageContaining(wrong[1]);
        }
    }

    private static String labels(String members) {
        return study("a.xdf").replaceFirst("\\{", "{ \"labels\": { " + members + " },");
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        fails("no json", "study.json: line 1: is not valid JSON");
        fails("[".repeat(100_000), "nests deeper");
        fails("{ }", "\"sessions\" is missing or empty");
        fails("{ \"sessions\": [ 5 ] }", "\"sessions[0]\" must be an object");
        fails("{ \"sesions\": [ ] }", "line 1: \"sesions\" is not a known key");
        fails("{ \"sessions\": [ { \"name\": \"s\", \"emitter\": \"e\", \"receiver\": \"r\" } ] }",
                "\"sessions[0].recording\" is missing");
        fails(study("a.xdf").replace("\"receiver\": \"r\"", "\"receiver\": \"e\""),
                "\"sessions[0].receiver\" \"e\" is the emitter as well");
        fails(study("b.xdf"), "line 3: \"sessions[0].recording\" there is no b.xdf");
        fails(study("../x.xdf"), "leaves the study's folder");
        fails(study("a.xdf\" }, { \"name\": \"s\", \"emitter\": \"e\", \"receiver\": \"r\", \"recording\": \"a.xdf"),
                "\"s\" appears twice");
        fails(study("a.xdf").replaceFirst("\\{", "{ \"people\": { \"e\": {} },"), "\"r\" is not among \"people\"");
        fails(study("a.xdf").replaceFirst("\\{", "{ \"labelLag\": -1,"), "\"labelLag\" must be");
        fails(labels("\"validity\": \"v\""), "\"labels.validity\" is no name of a target");
        fails(labels("\"a,b\": \"v\""), "is no name of a target");
        fails(labels(""), "\"labels\" names no targets; name the channel of each");
        fails(labels("\"v\": { \"channel\": \"v\", \"range\": [1, 1] }"), "\"labels.v.range\" is wrong: a range from 1.0 to 1.0");
        fails(labels("\"v\": { \"channel\": \"v\", \"colour\": \"red\" }"), "\"labels.v.colour\" is not a known key");
        assertThatThrownBy(() -> StudyFile.read(folder.resolve("none"))).hasMessageContaining("has no study.json");
    }

    @Test
    void checkingTellsEveryFault() throws Exception {
        Files.writeString(folder.resolve("study.json"), study("b.xdf\" }, { \"name\": 5, \"recording\": \"a.xdf\" }, "
                + "{ \"name\": \"t\", \"emitter\": \"e\", \"receiver\": \"r\", \"recording\": \"a.xdf"));
        List<FileFault> faults = new ArrayList<>();
        assertThat(StudyFile.read(folder, faults).orElseThrow().sessions()).extracting(Session::name).containsExactly("t");
        assertThat(faults).extracting(Throwable::getMessage).hasSize(2);
    }

    private static String study(String recording) {
        return """
                { "name": "pilot",
                  "sessions": [ { "name": "s", "emitter": "e", "receiver": "r",
                    "recording": "%s" } ] }
                """.formatted(recording);
    }

    private Study read(String json) throws Exception {
        Files.writeString(folder.resolve("study.json"), json);
        return StudyFile.read(folder);
    }

    private void fails(String json, String words) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(FileFault.class).hasMessageContaining(words)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
