package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.Element;
import org.lsl4j.StreamInfo;
import org.rapport.lsl.dialects.Dialect;
import org.rapport.lsl.dialects.Dialects;
import org.rapport.testkit.HostileFiles;
import org.rapport.testkit.Mutator;

/** Broken dialect files: each is told in one line or makes something of a stream, and none disturbs another. */
class HostileDialectsTest {
    private static final List<StreamInfo> STREAMS = List.of(
            Layouts.stream("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "EEG", 100, Element.of("desc"),
                    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "x".repeat(10_000), "", "AU12_r:0-5:"),
            Layouts.stream("Tobii", "Gaze", 60, Layouts.acquisition("Tobii", "Pro Spectrum"), "left_gaze_x", "left_gaze_y",
                    "pupil:mm:"),
            Layouts.stream("Shimmer3", "Signals", 51.2, Element.of("desc"), "GSR:kOhms:", "Accel_X:g:", "PPG:mV:"));

    @TempDir
    private Path folder;

    @Test
    void anyDialectIsUsedOrToldInOneLine() throws Exception {
        Path corpus = Path.of("src", "main", "resources", "org", "rapport", "lsl", "dialects");
        List<byte[]> seeds = HostileFiles.corpus(corpus);
        Files.copy(corpus.resolve("shimmer.json"), folder.resolve("sound.json"));
        Dialects dialects = new Dialects(Optional.of(folder));
        new HostileFiles("dialect", 500).withstoodBy(file -> read(dialects), folder.resolve("mutant.json"),
                new Mutator(6, seeds, 32_768)::next);
    }

    private static List<String> read(Dialects dialects) throws IOException {
        List<String> wrong = dialects.faults();
        List<Dialect> all = dialects.all();
        assertThat(all).extracting(Dialect::name).contains("sound");
        Interpreter interpreter = new Interpreter(all);
        for (StreamInfo stream : STREAMS) {
            interpreter.byDialect(stream, "").ifPresent(meaning -> assertThat(meaning.channels()).hasSize(stream.channelCount()));
            for (SourceKind kind : SourceKind.values()) {
                SourceSettings settings = Layouts.settings(kind, stream.name());
                if (settings.chooses(stream, all)) {
                    try {
                        ChannelMap.of(stream, settings, interpreter, "node").block(new double[1],
                                new float[stream.channelCount()], 0);
                    } catch (IllegalArgumentException e) { // how a source tells that it finds nothing it can use
                        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
                    }
                }
            }
        }
        return wrong;
    }
}
