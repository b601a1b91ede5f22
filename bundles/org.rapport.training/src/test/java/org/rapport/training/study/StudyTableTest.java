package org.rapport.training.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.training.check.StudyCheck;
import org.rapport.training.data.Recording;
import org.rapport.training.features.TableRecordings;

class StudyTableTest {
    private static final String HEADER = "pair,who,t,dial,sex\n";

    @TempDir
    private Path folder;

    @Test
    void oneLineAPersonAndTimeBecomesSessions() throws Exception {
        Study study = study(HEADER + """
                7,a,1,0.5,m
                7,a,2,0.6,m
                7,a,4,0.8,m
                7,b,1,1,f
                7,b,2,,f
                7,b,3,3,f
                8,c,1,1,m
                """);
        assertThat(study.sessions()).hasSize(1); // nobody sat with c
        assertThat(study.sessions().get(0).emitter()).isEqualTo("a");
        Recording recording = new TableRecordings(study, study.table().orElseThrow()).get(study.sessions().get(0), 0);
        assertThat(recording.rate()).isEqualTo(0.5);
        assertThat(recording.times()).containsExactly(0, 2, 4, 6);
        assertThat(recording.emitter().toArray()).containsExactly(0.5f, 0.6f, Float.NaN, 0.8f);
        assertThat(recording.receiver().toArray()).as("her own past, two seconds late").containsExactly(Float.NaN, 1, Float.NaN,
                3);
        assertThat(recording.labels().toArray()).containsExactly(1, Float.NaN, 3, Float.NaN);
    }

    @Test
    void theCheckTellsWhatIsThere() throws Exception {
        study(HEADER + "7,a,1,0.5,m\n7,b,1,2,f\n7,b,2,2,f\n");
        StudyCheck check = new StudyCheck((source, header) -> Optional.empty());
        assertThat(check.run(folder)).first().asString().contains("1 sessions, 1 emitters, 1 receivers");
        assertThat(check.faults()).hasSize(2).startsWith("session 7: the competence labels never change").last().asString()
                .contains("has one emitter and one receiver only");
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        fails("pair,who,dial,sex\n7,a,1,m\n", "has no column \"t\"; it has pair, who, dial, sex");
        fails(HEADER + "7,a,1,0.5,m\n7,a,1,0.5,f\n", "is emitter and receiver");
        fails(HEADER + "7,a,1,0.5,x\n", ":2: \"x\" in column sex is neither m nor f");
        fails(HEADER + "7,a,1,high,m\n", ":2: \"high\" is no number");
        fails(HEADER + "7,a,1.5,1,m\n", ":2: the time 1.5 is no count of samples");
        fails(HEADER + "7,a,1e12,1,m\n", "is no count of samples");
        fails(HEADER + "7,,1,1,m\n", ":2: column who is empty");
        fails("", "is empty");
        fails(HEADER + "7,a,1\n", ":2: has 3 values");
        assertThatThrownBy(() -> study(HEADER + "7,a,1,1,m\n")).hasMessageContaining("\"table\" holds no session in which both");
    }

    private void fails(String table, String words) {
        assertThatThrownBy(() -> study(table)).isInstanceOf(StudyException.class).hasMessageContaining("table.csv")
                .hasMessageContaining(words);
    }

    private Study study(String table) throws Exception {
        Files.writeString(folder.resolve("table.csv"), table);
        Files.writeString(folder.resolve("study.json"), """
                { "table": { "file": "table.csv", "session": "pair", "person": "who", "time": "t", "interval": 2,
                    "role": { "column": "sex", "emitter": "m", "receiver": "f" },
                    "emitter": ["dial"], "receiver": ["dial"], "receiverDelay": 2 },
                  "labels": { "competence": "dial" } }
                """);
        return StudyFile.read(folder);
    }
}
