package org.rapport.web.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.web.participant.FilmProgress.Answer;
import org.rapport.web.participant.FilmServlet.Part;

import jakarta.json.Json;

class FilmPartsTest {
    @TempDir
    Path folder;

    @Test
    void questionsAreReadOrRefusedWithTheirForm() {
        assertThat(FilmQuestion.of("likert 7: How warm? | not at all | very"))
                .isEqualTo(new FilmQuestion(7, "How warm?", "not at all", "very"));
        assertThat(FilmQuestion.of("likert 2: Yes or no?")).isEqualTo(new FilmQuestion(2, "Yes or no?", "", ""));
        assertThat(FilmQuestion.of(" text:What else: anything? ")).isEqualTo(new FilmQuestion(0, "What else: anything?", "", ""));
        for (String wrong : List.of("", "likert: x", "likert 1: x", "likert 12: x", "text", "text:", "text: |a|b", "scale 7: x",
                "likert 7: x | only one")) {
            assertThatThrownBy(() -> FilmQuestion.of(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("likert 7: QUESTION");
        }
    }

    @Test
    void partsOfAFilmAreThoseThatPlayersAskFor() {
        assertThat(Part.of("bytes=0-", 100)).contains(new Part(0, 99));
        assertThat(Part.of("bytes=10-19", 100)).contains(new Part(10, 19));
        assertThat(Part.of("bytes=90-1000", 100)).contains(new Part(90, 99));
        assertThat(Part.of("bytes=-5", 100)).contains(new Part(95, 99));
        assertThat(Part.of("bytes=-500", 100)).contains(new Part(0, 99));
        for (String wrong : List.of("bytes=100-", "bytes=20-10", "bytes=-", "bytes=-0", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6",
                "bytes=99999999999999999999-")) {
            assertThat(Part.of(wrong, 100)).as(wrong).isEmpty();
        }
    }

    @Test
    void progressIsTheSameFromTheFile() {
        FilmProgress progress = FilmProgress.begin(List.of("b.mp4", "a.mp4"), "as given").at("b.mp4", 12.5)
                .answered(new Answer("b.mp4", "How?", "3")).answered(new Answer("b.mp4", "How?", "4"));
        assertThat(FilmProgress.of(Json.createReader(new StringReader(progress.json().toString())).readObject()))
                .isEqualTo(progress);
        assertThat(progress.answers()).containsExactly(new Answer("b.mp4", "How?", "4"));
        FilmProgress on = progress.finished("b.mp4").finished("b.mp4");
        assertThat(on.done()).containsExactly("b.mp4");
        assertThat(on.film()).isEmpty();
        assertThat(on.among(List.of("a.mp4", "c.mp4")).order()).containsExactly("a.mp4", "c.mp4");
    }

    @Test
    void whatIsKeptOfAPersonIsAddedToAndSurvives() throws IOException {
        PersonFiles files = new PersonFiles(folder);
        files.agreed(new Consent("R1", List.of(new Consent.Text("2", "ab")), false), "receiver", 5);
        files.keep("R1", "films.x", Json.createValue("here"));
        files.agreed(new Consent("R1", List.of(new Consent.Text("3", "cd")), true), "receiver", 6);
        assertThat(files.read("R1").getJsonArray("consents")).hasSize(2).extracting(one -> one.asJsonObject().getBoolean("video"))
                .containsExactly(false, true);
        assertThat(files.read("R1").getString("films.x")).isEqualTo("here");
        assertThat(files.count("films.x")).isEqualTo(1);
        assertThat(files.read("R2")).isEmpty();
        Files.writeString(files.file("R1"), "{ \"half");
        assertThatThrownBy(() -> files.read("R1")).isInstanceOf(IOException.class)
                .hasMessageContaining("session.json is no sound JSON");
        for (String code : List.of("", "..", "a/b", "a\\b", "a b", ".a", "é", "a".repeat(41))) {
            assertThat(PersonFiles.isCode(code)).as(code).isFalse();
            assertThatThrownBy(() -> files.file(code)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void consentHasItsVersionAndItsHash() throws IOException {
        Path file = Files.writeString(folder.resolve("c.txt"), "Version: 2, May\n\nYou may stop.\n");
        ConsentText text = ConsentText.read(file);
        assertThat(text.version()).isEqualTo("2, May");
        assertThat(text.text()).isEqualTo("You may stop.");
        assertThat(text.sha256()).isEqualTo("c43ba568ea4ac19a1b0682f488d75f9234bcc80055c0faabef71d1c4faad68ef");
        assertThat(ConsentText.read(Files.writeString(folder.resolve("d.txt"), "No version here.")).version()).isEmpty();
        assertThatThrownBy(() -> ConsentText.read(folder.resolve("none"))).hasMessageContaining("there is no such consent text");
        assertThatThrownBy(() -> ConsentText.read(Files.writeString(folder.resolve("e.txt"), " \n")))
                .hasMessageContaining("without any");
        assertThatThrownBy(() -> ConsentText.read(Files.write(folder.resolve("f.txt"), new byte[]{(byte) 0xff, 'a'})))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void scalesAreCheckedWhole() {
        assertThat(scale(List.of("a", "b"), List.of(), "bounded", 0.1).problems()).isEmpty();
        assertThat(scale(List.of("a"), List.of("gamepad -1"), "return", 0.1).problems()).isEmpty();
        assertThat(scale(List.of("a", "b", "c", "d"), List.of(), "unbounded", 1).problems()).isEmpty();
        assertThat(key(scale(List.of(), List.of(), "bounded", 1))).contains("dimensions");
        assertThat(key(scale(List.of("a", "a"), List.of(), "bounded", 1))).contains("dimensions");
        assertThat(key(scale(List.of("a", "b", "c", "d", "e"), List.of(), "bounded", 1))).contains("dimensions");
        assertThat(key(scale(List.of("a"), List.of("keys a d", "wheel"), "bounded", 1))).contains("controls");
        assertThat(key(scale(List.of("a", "b"), List.of("keys a d", "keys d s"), "bounded", 1))).contains("controls");
        assertThat(key(scale(List.of("a"), List.of("knob"), "bounded", 1))).contains("controls");
        assertThat(key(scale(List.of("a"), List.of("mouse y"), "unbounded", 1))).contains("range");
        assertThat(key(scale(List.of("a"), List.of(), "bounded", 0))).contains("step");
        assertThat(key(new RatingScale(List.of("a"), List.of(), 1, "bounded", 1, 1, 1, 1, "off", "", List.of()))).contains("max");
        assertThat(key(new RatingScale(List.of("a"), List.of(), 1, "bounded", 0, 1, 2, 1, "off", "", List.of())))
                .contains("neutral");
        assertThat(key(new RatingScale(List.of("a"), List.of(), 1, "bounded", 0, 1, 0, 1, "off", "", List.of("cold"))))
                .contains("ends");
    }

    private static RatingScale scale(List<String> dimensions, List<String> controls, String range, double step) {
        return new RatingScale(dimensions, controls, step, range, -1, 1, 0, 2, "value", "", List.of());
    }

    private static Optional<String> key(RatingScale scale) {
        return scale.problems().stream().map(problem -> problem.key()).findFirst();
    }
}
