package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A session that cannot predict says so: before it begins, while it runs, and by its exit code. */
class PredictIT {
    private static final Path folder = Distribution.folder(PredictIT.class);
    private static Distribution distribution;
    private static String demo;

    @BeforeAll
    static void distribution() throws Exception {
        distribution = new Distribution(folder.resolve("rapport"), 28800);
        demo = Files.readString(distribution.home().resolve("examples/demo/impression.json"));
    }

    /** The demo's pipeline with a change, alone in a folder. */
    private static Path pipeline(String name, String from, String to) throws Exception {
        assertThat(demo).contains(from);
        return Files.writeString(Files.createDirectories(folder.resolve(name)).resolve("impression.json"),
                demo.replace(from, to));
    }

    private static String end(int code, String... words) throws Exception {
        try (Command command = distribution.start(words)) {
            assertThat(command.exitCode()).as(command.output()).isEqualTo(code);
            return command.output();
        }
    }

    @Test
    void preflightNamesTheModalityThatIsMissingAndTheMend() throws Exception {
        Path deaf = pipeline("deaf", "\"emitter-face\", \"emitter-voice\",", "\"emitter-face\",");
        try (Command lab = distribution.start("simulate", "--seed", "80")) {
            lab.awaitLine(0, "receiver-eyetracker");
            assertThat(end(1, "check", "--live", deaf.toString(), "--seconds", "8")).contains("NO-GO",
                    "impression: the model lacks the emitter's Audio by openSMILE IS09 (all 15 channels: "
                            + "pcm_fftMag_mfcc_sma[1], ",
                    "add \"emitter-voice\" to the inputs of \"features\"");
        }
    }

    @Test
    void aRunInWhichAModelPredictedNothingHasFailed() throws Exception {
        Path silent = pipeline("silent", "type='Face'", "type='Nothing'");
        assertThat(end(1, "run", "--pipelines", silent.getParent().toString(), "--seconds", "4"))
                .contains("impression/impression has predicted nothing");
    }

    @Test
    void aRefusalIsAnErrorAndRepeatedInTheEnd() throws Exception {
        Path other = pipeline("other", "\"role\": \"emitter\", \"query\": \"type='Face' and desc/role='emitter'\"",
                "\"role\": \"emitter\", \"query\": \"type='Face' and desc/role='emitter'\", \"dialect\": \"other-face\"");
        Path dialects = Files.createDirectories(distribution.home().resolve("dialects"));
        Files.writeString(dialects.resolve("other-face.json"), """
                { "extractor": "Another program 1", "channels": [ { "label": "AU.*", "type": "Face" } ] }
                """);
        try (Command lab = distribution.start("simulate", "--seed", "81")) {
            lab.awaitLine(0, "receiver-eyetracker");
            String refused = "impression REFUSED: channel emitter/Face/AU01_r is computed by \"Another program 1\"";
            String output = end(1, "run", "--pipelines", other.getParent().toString(), "--seconds", "25");
            assertThat(output.lines().filter(line -> line.contains("ERROR") && line.contains(refused))).as(output)
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(output.lines()).as("on the screen, where predictions would be").anyMatch(line -> line.startsWith(refused));
            assertThat(output).contains("has predicted nothing: REFUSED: channel emitter/Face/AU01_r");
            assertThat(end(1, "check", "--live", other.toString(), "--seconds", "8")).contains("NO-GO", "would refuse: channel");
        } finally {
            Files.delete(dialects.resolve("other-face.json"));
        }
    }
}
