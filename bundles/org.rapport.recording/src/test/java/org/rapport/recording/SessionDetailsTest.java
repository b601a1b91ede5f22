package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.MemoryBudget;
import org.rapport.api.recording.SessionDetails;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;

@Timeout(20)
class SessionDetailsTest {
    private static final String TEMPLATE = "sub-{receiver}/ses-{session}/sub-{receiver}_ses-{session}_with-{emitter}.xdf";

    @TempDir
    private Path folder;

    @Test
    void areInTheHeaderInAFileBesideItAndInTheNames() throws IOException {
        record(new SessionDetails("01", "E 7", "R-12", "left <camera> & \u0007bell\nsecond line"));
        Path recording = folder.resolve("sub-R12/ses-01/sub-R12_ses-01_with-E7.xdf");
        XdfFile file = XdfReader.read(recording);
        assertThat(file.header()).contains("<session>01</session>", "<emitter>E 7</emitter>", "<receiver>R-12</receiver>",
                "left &lt;camera&gt; &amp;", "second line").doesNotContain("\u0007");
        assertThat(file.warnings()).isEmpty();
        assertThat(file.streams()).first().satisfies(stream -> {
            assertThat(stream.name()).isEqualTo("page");
            assertThat(stream.values().strings()).containsExactly("go");
            assertThat(stream.times()).containsExactly(12.5);
        });
        assertThat(Files.readString(folder.resolve("sub-R12/ses-01/sub-R12_ses-01_with-E7.session.json")))
                .contains("\"emitter\": \"E 7\"", "\"recording\": \"sub-R12_ses-01_with-E7.xdf\"", "\"started\"");
    }

    @Test
    void neverLeaveTheFolderAndNeverOverwrite() throws IOException {
        for (int i = 0; i < 2; i++) {
            record(new SessionDetails("../../../etc", "C:\\x", "\u202eevil/..", ""));
        }
        record(SessionDetails.NONE);
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/')).sorted().toList();
            assertThat(names).containsExactly("sub-evil/ses-etc/sub-evil_ses-etc_with-Cx-2.session.json",
                    "sub-evil/ses-etc/sub-evil_ses-etc_with-Cx-2.xdf", "sub-evil/ses-etc/sub-evil_ses-etc_with-Cx.session.json",
                    "sub-evil/ses-etc/sub-evil_ses-etc_with-Cx.xdf",
                    "sub-unknown/ses-unknown/sub-unknown_ses-unknown_with-unknown.xdf");
        }
    }

    private void record(SessionDetails details) {
        XdfSink sink = new XdfSink(folder.resolve(TEMPLATE), false, "", "", MemoryBudget.ofHeap());
        sink.mark(11, "before it records, nothing is kept");
        sink.start(details);
        sink.mark(12.5, "go");
        sink.stop();
        sink.close();
    }
}
