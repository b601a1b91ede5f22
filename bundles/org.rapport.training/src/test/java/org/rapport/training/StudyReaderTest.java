package org.rapport.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyReaderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void recording() throws Exception {
        Files.write(folder.resolve("a.xdf"), new byte[] { 1, 2, 3 });
    }

    @Test
    void readsSessionsAndHashesEverything() throws Exception {
        Study study = read("{ \"name\": \"pilot\", \"sessions\": [ { \"name\": \"s\", \"emitter\": \"e\", \"receiver\": \"r\", \"recording\": \"a.xdf\" } ] }");
        assertThat(study.name()).isEqualTo("pilot");
        assertThat(study.synthetic()).isFalse();
        assertThat(study.sessions()).hasSize(1);
        Files.write(folder.resolve("a.xdf"), new byte[] { 1, 2, 4 });
        assertThat(StudyReader.read(folder).hash()).hasSize(64).isNotEqualTo(study.hash());
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        fails("no json", "study.json: is no JSON");
        fails("{ }", "\"sessions\" is missing or empty");
        fails("{ \"sessions\": [ 5 ] }", "\"sessions[0]\" must be an object");
        fails("{ \"sessions\": [ { \"name\": \"s\", \"emitter\": \"e\", \"receiver\": \"r\" } ] }", "\"sessions[0].recording\" is missing");
        fails("{ \"sessions\": [ { \"name\": \"s\", \"emitter\": \"e\", \"receiver\": \"r\", \"recording\": \"b.xdf\" } ] }", "there is no file b.xdf");
        fails("{ \"sessions\": [ { \"name\": \"s\", \"emitter\": \"e\", \"receiver\": \"r\", \"recording\": \"../x.xdf\" } ] }", "leaves the study's folder");
        String one = "{ \"name\": \"s\", \"emitter\": \"e\", \"receiver\": \"r\", \"recording\": \"a.xdf\" }";
        fails("{ \"sessions\": [ " + one + ", " + one + " ] }", "\"s\" stands twice");
        assertThatThrownBy(() -> StudyReader.read(folder.resolve("none"))).hasMessageContaining("has no study.json");
    }

    private Study read(String json) throws Exception {
        Files.writeString(folder.resolve("study.json"), json);
        return StudyReader.read(folder);
    }

    private void fails(String json, String words) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(StudyException.class).hasMessageContaining(words)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
