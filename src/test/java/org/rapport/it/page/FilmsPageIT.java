package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.rapport.it.Command;
import org.rapport.it.Distribution;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

import jakarta.json.JsonObject;

/** Films, ratings and questions in a real browser, interrupted by the end of the runtime. */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FilmsPageIT {
    private static final int LSL_PORT = 28950;
    private static final int PAGE_PORT = 29185;
    private static final Pattern LINK = Pattern
            .compile("participant's page, receiver: (http://127.0.0.1:\\d+/)participant\\?token=(\\S+)");
    private static final List<String> FILMS = List.of("1.webm", "2.webm", "3.webm", "practice.webm");
    private static final int CHANNELS = 5;

    private static Path folder;
    private static Path pipelines;
    private static Distribution distribution;
    private static Command runtime;
    private static PageClient page;
    private static Browser browser;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Browser.isThere(), "there is no Chromium with its driver: /usr/bin/chromium and /usr/bin/chromedriver");
        folder = Distribution.folder(FilmsPageIT.class);
        distribution = new Distribution(folder.resolve("rapport"), LSL_PORT);
        browser = Browser.open();
        makeFilms(Files.createDirectories(folder.resolve("films")));
        Files.writeString(folder.resolve("read.txt"), "Watch, and rate.");
        pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(pipelines.resolve("films.json"), """
                { "rapport.source.films~films": { "folder": "%1$s/films", "practice": ["practice.webm"], "pauseEvery": 2,
                    "instructions": "%1$s/read.txt",
                    "questions": ["likert 5: How warm was it? | cold | warm", "text: What else?"] },
                  "rapport.source.rating~ratings": { "dimensions": ["warmth"], "controls": ["keys ArrowDown ArrowUp"] },
                  "rapport.sink.xdf~recorder": { "inputs": ["films", "ratings"], "file": "%1$s/session.xdf" } }
                """.formatted(folder));
        run();
    }

    private static void run() throws Exception {
        runtime = distribution.start("run", "--pipelines", pipelines.toString(), "--page", String.valueOf(PAGE_PORT));
        page = PageClient.of(runtime);
        Matcher link = LINK.matcher(runtime.awaitLine(0, LINK.pattern()));
        assertThat(link.find()).isTrue();
        token = link.group(2);
        browser.visit(page.address() + "rate?token=" + token);
        browser.await(".consent h1", text -> text.equals("Before we begin"));
        browser.until("return !document.querySelector('button.main').disabled"); // it waits for the connection
        browser.run("document.querySelector('[name=code]').value = 'R2'; document.querySelector('[name=agree]').click();"
                + "document.querySelector('button.main').click()");
    }

    /** The browser records what it paints, a second and a half each. */
    private static void makeFilms(Path into) throws Exception {
        browser.visit("about:blank");
        for (String film : FILMS) {
            browser.run("""
                    window.film = '';
                    const canvas = document.createElement('canvas');
                    const pen = canvas.getContext('2d');
                    let n = 0;
                    const painting = setInterval(() => {
                      pen.fillStyle = `hsl(${n++ * 7} 60% 50%)`;
                      pen.fillRect(0, 0, canvas.width, canvas.height);
                    }, 40);
                    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' });
                    const parts = [];
                    recorder.ondataavailable = (event) => parts.push(event.data);
                    recorder.onstop = async () => {
                      clearInterval(painting);
                      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
                      window.film = btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
                    };
                    recorder.start();
                    setTimeout(() => recorder.stop(), 1500);
                    """);
            browser.until("return window.film !== ''");
            Files.write(into.resolve(film), Base64.getDecoder().decode(String.valueOf(browser.run("return window.film"))));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (runtime != null) {
            runtime.close();
        }
    }

    private static void click(String phase, String selector) {
        browser.await(".films." + phase, text -> true);
        browser.element(selector).click(); // a true click: without one, browsers play no film
    }

    private static void answer(int points, String text) {
        click("question", ".likert [data-answer='" + points + "']");
        browser.await(".free textarea", any -> true);
        browser.run("document.querySelector('textarea').value = arguments[0]; document.querySelector('.free button').click()",
                text);
    }

    @Test
    @Order(1)
    void playsWhatIsToPractiseAndTheFirstFilmOfTheOrder() throws Exception {
        click("instructions", ".films button");
        browser.await(".films.ready h1", text -> text.equals("Let us practise"));
        click("ready", ".films button");
        browser.await(".films.ready h1", text -> text.equals("Now it begins"));
        assertThat(browser.text(".films .faint")).contains("Film 1 of 3");
        click("ready", ".films button");
        browser.await(".films.playing", any -> true);
        browser.tool("Input.dispatchKeyEvent", Map.of("type", "rawKeyDown", "key", "ArrowUp", "code", "ArrowUp"));
        browser.await(".rating output", text -> text.equals("+0.1"));
        answer(4, "A <b>nod</b>");
        browser.await(".films.ready .faint", text -> text.equals("Film 2 of 3"));
        click("ready", ".films button");
        browser.until("return document.querySelector('.films.playing video')?.currentTime > 0.3");
    }

    @Test
    @Order(2)
    void servesFilmsToTheirParticipantOnly() throws Exception {
        String host = "Host: 127.0.0.1:" + page.port();
        String seat = String.valueOf(browser.run("return document.querySelector('video').getAttribute('src')")).split("/")[1];
        String film = "GET /participant/receiver/film/" + seat + "/0 HTTP/1.1";
        assertThat(page.raw(film, host, "Authorization: Bearer " + token)).contains("200");
        assertThat(page.raw(film, host, "Authorization: Bearer " + token, "Range: bytes=5-9")).contains("206");
        assertThat(page.raw(film, host, "Authorization: Bearer " + token, "Range: bytes=99999999-")).contains("416");
        assertThat(page.raw(film, host)).contains("403");
        assertThat(page.raw(film, host, "Authorization: Bearer " + page.token())).contains("403");
        for (String other : List.of(seat + "/77", "200/0", seat + "/..%2f..%2fread.txt", seat + "/../../read.txt")) {
            assertThat(page.raw("GET /participant/receiver/film/" + other + " HTTP/1.1", host, "Authorization: Bearer " + token))
                    .as(other).doesNotContain("200");
        }
    }

    @Test
    @Order(3)
    void goesOnWhereItStoppedAfterTheRuntimeEnded() throws Exception {
        runtime.close();
        JsonObject kept = kept();
        assertThat(kept.getString("drawn")).isEqualTo("row 2 of 6 of a balanced Latin square");
        assertThat(kept.getJsonArray("order").toString()).isEqualTo("[\"2.webm\",\"3.webm\",\"1.webm\"]");
        assertThat(kept.getJsonArray("done").toString()).isEqualTo("[\"/instructions\",\"practice.webm\",\"2.webm\"]");
        assertThat(kept.getString("film")).isEqualTo("3.webm");
        run();
        browser.await(".films.ready .faint", text -> text.equals("Film 2 of 3"));
        click("ready", ".films button");
        answer(1, "");
        click("pause", ".films button");
        click("ready", ".films button");
        answer(5, "no");
        browser.await(".films.end h1", text -> text.equals("Thank you."));
        Command.await(() -> kept().getJsonArray("done").size() == 5, () -> "all films done in " + kept());
        assertThat(kept().getJsonArray("answers")).hasSize(6);
        assertThat(kept().getJsonArray("answers").getJsonObject(1).getString("answer")).isEqualTo("A <b>nod</b>");
        assertThat(browser.complaints()).allMatch(line -> line.contains("WebSocket") || line.contains("requestFullscreen"));
    }

    /** Each label of the first film has its film time, from the markers alone. */
    @Test
    @Order(4)
    void everythingIsInTheRecordings() throws Exception {
        browser.visit("about:blank");
        runtime.close();
        List<String> told = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(one -> one.toString().endsWith(".xdf")).sorted().toList()) {
                for (XdfStream stream : XdfReader.read(file).streams()) {
                    if (stream.name().equals("films events")) {
                        String[] texts = stream.values().strings();
                        for (int i = 0; i < texts.length; i += CHANNELS) {
                            told.add(String.join(",", List.of(texts).subList(i, i + CHANNELS)));
                        }
                        assertThat(stream.format()).isEqualTo(XdfFormat.STRING);
                    }
                }
            }
        }
        for (String film : List.of("practice.webm", "2.webm", "1.webm")) {
            assertThat(told).filteredOn(line -> line.startsWith("film-start," + film)).hasSize(1);
            assertThat(told).filteredOn(line -> line.startsWith("film-stop," + film)).hasSize(1);
        }
        assertThat(told).filteredOn(line -> line.startsWith("film-start,3.webm")).hasSize(2)
                .anyMatch(line -> line.endsWith(",again"));
        assertThat(told).anyMatch(line -> line.startsWith("film-time,2.webm,1."));
        assertThat(told).contains("answer,2.webm,,How warm was it?,4", "answer,2.webm,,What else?,A <b>nod</b>",
                "pause-begin,,,,", "pause-end,,,,", "films-end,,,,");
    }

    /** The films of the second half, as a study reads them. */
    @Test
    @Order(5)
    void aRecordingIsCutByTheFilms() throws Exception {
        List<XdfStream> first;
        try (Command cut = distribution.start("cut", folder.resolve("session-2.xdf").toString())) {
            assertThat(cut.exitCode()).as(cut.output()).isZero();
            first = XdfReader.read(folder.resolve("session-2-films/1.xdf")).streams();
        }
        assertThat(folder.resolve("session-2-films").toFile().list()).containsExactlyInAnyOrder("1.xdf", "3.xdf");
        XdfStream ratings = first.stream().filter(stream -> stream.type().equals("Label")).findFirst().orElseThrow();
        assertThat(ratings.values().floats()[0]).isZero();
        assertThat(Arrays.stream(ratings.times()).boxed()).allSatisfy(time -> assertThat(time).isBetween(0.0, 3.0));
    }

    private static JsonObject kept() {
        try {
            return PageClient.json(Files.readString(distribution.home().resolve("sessions/R2/session.json"))).asJsonObject()
                    .getJsonObject("films.films");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
