package org.rapport.training.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.signal.Role;
import org.rapport.json.FileFault;
import org.rapport.training.data.Capture;
import org.rapport.training.data.RecordingSource;
import org.rapport.training.data.Session;

/** Layouts that are there before there is a study. */
class SessionListTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws Exception {
        for (String file : List.of("stimuli/film1.xdf", "stimuli/film2.xdf", "people/ann/film1.xdf", "people/ann/film2.xdf",
                "people/bob/film1.xdf", "people/notes.txt", "people/bob/film2.csv")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), file);
        }
    }

    @Test
    void aPatternFindsASessionInEachFileThatFits() throws Exception {
        Study study = read("""
                { "sessions": { "files": "people/{person}/{film}.xdf", "name": "{person}-{film}", "emitter": "speaker of {film}",
                  "receiver": "{person}", "stimulus": "{film}",
                  "recordings": { "emitter": "stimuli/{film}.xdf", "receiver": "people/{person}/{film}.xdf" } } }
                """);
        assertThat(study.sessions()).extracting(Session::name).containsExactly("ann-film1", "ann-film2", "bob-film1");
        Session last = study.sessions().get(2);
        assertThat(last.emitter()).isEqualTo("speaker of film1");
        assertThat(last.receiver()).isEqualTo("bob");
        assertThat(last.stimulus()).isEqualTo("film1");
        assertThat(last.captures()).containsExactly(capture(Role.EMITTER, "stimuli/film1.xdf"),
                capture(Role.RECEIVER, "people/bob/film1.xdf"));
        assertThat(study.sessions().get(0).captures().get(0)).as("is made features of once").isEqualTo(last.captures().get(0));
        assertThat(study.hashes()).hasSize(5);

        Files.move(folder.resolve("people/bob/film1.xdf"), folder.resolve("people/bob/film2.xdf"));
        assertThat(StudyFile.read(folder).hash()).as("who met whom is part of the study").isNotEqualTo(study.hash());
    }

    private Capture capture(Role role, String file) {
        return new Capture(Optional.of(role), List.of(new RecordingSource(folder.resolve(file))));
    }

    @Test
    void aTableListsSessionsAndItsColumnsNeedNoTemplate() throws Exception {
        Files.writeString(folder.resolve("sessions.csv"), """
                name,emitter,receiver,stimulus,recording,age
                s1,e1,ann,film1,people/ann/film1.xdf,30
                s2,e2,"bob, the second",film2,people/ann/film2.xdf,
                """);
        Study study = read("{ \"sessions\": { \"table\": \"sessions.csv\" } }");
        assertThat(study.sessions()).extracting(Session::receiver).containsExactly("ann", "bob, the second");
        assertThat(study.sessions().get(1).captures().get(0).person()).isEmpty();
        assertThat(study.sessions().get(1).captures().get(0).files().get(0).path())
                .isEqualTo(folder.resolve("people/ann/film2.xdf"));
    }

    @Test
    void tablesThatLieApartAreDescribedOnce() throws Exception {
        Study study = read("""
                { "sessions": { "files": "people/{who}/{film}.csv", "name": "{who}", "emitter": "e", "receiver": "{who}",
                  "recording": "stimuli/film1.xdf" } }
                """);
        assertThat(study.sessions()).hasSize(1);
        study = read("""
                { "sessions": [ { "name": "s", "emitter": "e", "receiver": "r", "recordings": [ "stimuli/film1.xdf",
                  { "streams": [ { "file": "people/bob/film2.csv", "name": "face", "type": "Face", "rate": 30 } ] } ] } ] }
                """);
        assertThat(study.sessions().get(0).captures().get(0).files()).containsExactly(
                new RecordingSource(folder.resolve("stimuli/film1.xdf")),
                new RecordingSource(folder.resolve("people/bob/film2.csv"), "{\"name\":\"face\",\"type\":\"Face\",\"rate\":30}"));
    }

    @Test
    void saysInOneLineWhatIsWrong() throws Exception {
        fails("\"files\": \"people/{person}/{film}.xdf\", \"name\": \"{persn}\"",
                "\"sessions.name\" has no value for {persn}; there are person, film");
        fails("\"files\": \"people/{person}/{film}.mat\", \"name\": \"x\"", "\"sessions.files\" gives 0 sessions");
        fails("\"files\": \"people/ann/film1.xdf\"", "has no name in braces");
        fails("\"files\": \"people/{a b}/film1.xdf\"", "names have letters and digits only");
        fails("\"files\": \"people/{p}/film1.xdf\", \"emitter\": \"e\", \"receiver\": \"{p}\", \"name\": \"s\", "
                + "\"recording\": \"people/{p}/film1.xdf\"", "\"s\" appears twice");
        fails("\"name\": \"s\"", "needs either \"files\"");
        fails("\"files\": \"people/{p}/film1.xdf\", \"recording\": \"a\", \"recordings\": [\"a\"]",
                "stands beside \"recording\"");
        fails("\"files\": \"people/{p}/film1.xdf\", \"recording\": \"a\"", "\"sessions.recording\" there is no a in");
        fails("\"table\": \"people/notes.txt\"", "gives 0 sessions");
        fails("\"table\": \"nowhere.csv\"", "\"sessions.table\" there is no nowhere.csv");
        Files.writeString(folder.resolve("s.csv"), "name,emitter\ns,e,more\n");
        fails("\"table\": \"s.csv\"", "s.csv:2: has 3 values");
        Files.writeString(folder.resolve("s.csv"), "name,emitter\ns,e\n");
        fails("\"table\": \"s.csv\"", "\"sessions.recording\" is missing");
        fails("\"table\": \"s.csv\", \"recordings\": { \"emitter\": \"stimuli/film1.xdf\" }",
                "\"sessions.recordings.receiver\" is missing");
        fails("\"table\": \"s.csv\", \"recordings\": []", "names no recording");
    }

    private void fails(String sessions, String words) {
        assertThatThrownBy(() -> read("{ \"sessions\": { " + sessions + " } }")).isInstanceOf(FileFault.class)
                .hasMessageContaining(words).satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private Study read(String json) throws Exception {
        Files.writeString(folder.resolve("study.json"), json);
        return StudyFile.read(folder);
    }
}
