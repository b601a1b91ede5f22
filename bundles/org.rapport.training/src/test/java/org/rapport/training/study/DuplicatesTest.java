package org.rapport.training.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.split.Splitter;

class DuplicatesTest {
    @TempDir
    private Path folder;

    private Study study(String... sessions) throws Exception {
        Files.writeString(folder.resolve("a.xdf"), "the same");
        Files.writeString(folder.resolve("b.xdf"), "the same");
        Files.writeString(folder.resolve("c.xdf"), "another");
        Files.writeString(folder.resolve("study.json"), "{ \"sessions\": [" + String.join(", ", sessions) + "] }");
        return StudyFile.read(folder);
    }

    private static String session(String name, String emitter, String receiver, String recording) {
        return String.format("{ \"name\": \"%s\", \"emitter\": \"%s\", \"receiver\": \"%s\", \"recording\": \"%s\" }", name,
                emitter, receiver, recording);
    }

    @Test
    void theSameBytesUnderTwoNamesAreToldAndNotSplit() throws Exception {
        Study study = study(session("s1", "e1", "r1", "a.xdf"), session("s2", "e2", "r2", "b.xdf"),
                session("s3", "e3", "r3", "c.xdf"));
        assertThat(Duplicates.of(study)).singleElement().asString()
                .contains("sessions s1 and s2 have the same recording of the receiver (the same bytes)");
        assertThatThrownBy(() -> Splitter.split(study, new SplitOptions(Protocol.BY_DYAD, 1))).isInstanceOf(StudyException.class)
                .hasMessageContaining("sessions s1 and s2");
        assertThat(Duplicates.of(study(session("s1", "e1", "r1", "a.xdf"), session("s2", "e1", "r1", "a.xdf")))).hasSize(1);
    }

    @Test
    void twoWhoRateEachOtherAreRecordedOnce() throws Exception {
        assertThat(Duplicates.of(study(session("s1", "p1", "p2", "a.xdf"), session("s2", "p2", "p1", "a.xdf"),
                session("s3", "e3", "r3", "c.xdf")))).isEmpty();
    }

    @Test
    void aStimulusIsRecordedOnceForAllWhoWatchIt() throws Exception {
        String both = "{ \"name\": \"%1$s\", \"emitter\": \"e\", \"receiver\": \"%1$s\", \"stimulus\": \"film\", "
                + "\"recordings\": { \"emitter\": \"a.xdf\", \"receiver\": \"%2$s\" } }";
        Files.writeString(folder.resolve("d.xdf"), "and another");
        assertThat(Duplicates.of(study(String.format(both, "r1", "c.xdf"), String.format(both, "r2", "d.xdf")))).isEmpty();
        assertThat(Duplicates.of(study(String.format(both, "r1", "c.xdf"), String.format(both, "r2", "c.xdf")))).hasSize(1);
    }
}
