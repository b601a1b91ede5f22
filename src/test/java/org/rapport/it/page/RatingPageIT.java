package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.lsl4j.Inlet;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.rapport.it.Command;
import org.rapport.it.Distribution;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

import jakarta.json.JsonObject;

/** A participant who rates in a real browser, over a network that is cut. */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RatingPageIT {
    private static final int LSL_PORT = 28900;
    private static final int PAGE_PORT = 29085;
    private static final String ELSEWHERE = "127.0.0.2";
    private static final Pattern LINK = Pattern
            .compile("participant's page, receiver: (http://127.0.0.1:\\d+/)(participant\\?token=(\\S+))");
    /** Presses of the long test: a minute has some hundred. */
    private static final int PRESSES = Integer.getInteger("participant.presses", 120);
    private static final int GAP_MILLIS = Integer.getInteger("participant.gap", 60);

    private static Path folder;
    private static Command runtime;
    private static PageClient page;
    private static Relay relay;
    private static Browser browser;
    private static String token;
    private static String address;
    private static final List<Double> pressed = new ArrayList<>();
    private static final List<Double> released = new ArrayList<>();
    private static final List<double[]> heard = new CopyOnWriteArrayList<>();
    private static volatile boolean listens = true;
    private static Thread listener;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Browser.isThere(), "there is no Chromium with its driver: /usr/bin/chromium and /usr/bin/chromedriver");
        folder = Distribution.folder(RatingPageIT.class);
        Distribution distribution = new Distribution(folder.resolve("rapport"), LSL_PORT);
        Files.writeString(distribution.home().resolve("conf/config.properties"), "\nrapport.page.names=" + ELSEWHERE + "\n",
                StandardOpenOption.APPEND);
        Files.writeString(distribution.home().resolve("consent.txt"), "version: 7\nWe measure what you press.\nYou may stop.\n");
        Path pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(pipelines.resolve("rate.json"), """
                { "rapport.source.rating~ratings": { "question": "How do you find this person?", "consent": "consent.txt",
                    "controls": ["keys s w", "keys ArrowDown ArrowUp"], "range": "unbounded", "step": 1 },
                  "rapport.source.rating~other": { "role": "emitter", "dimensions": ["x", "turns", "stick"], "range": "return",
                    "returnAfter": 1, "step": 0.25, "controls": ["mouse x", "wheel", "gamepad -1"], "display": "history" },
                  "rapport.sink.lsl~out": { "inputs": "ratings", "stream": "Ratings" },
                  "rapport.sink.xdf~recorder": { "inputs": ["ratings"], "file": "%s" } }
                """.formatted(folder.resolve("session.xdf")));
        runtime = distribution.start("run", "--pipelines", pipelines.toString(), "--page", String.valueOf(PAGE_PORT));
        page = PageClient.of(runtime);
        Matcher link = LINK.matcher(runtime.awaitLine(0, LINK.pattern()));
        assertThat(link.find()).isTrue();
        token = link.group(3);
        relay = new Relay(ELSEWHERE, page.port());
        address = "http://" + ELSEWHERE + ":" + page.port() + "/";
        listener = new Thread(RatingPageIT::listen, "listens to the outlet");
        listener.start();
        browser = Browser.open();
    }

    private static void listen() {
        try (Lsl lsl = Lsl.open(LslConfig.parse(Distribution.lslConfig(LSL_PORT)));
                Inlet inlet = lsl.inlet(lsl.resolveBy("name", "Ratings", 1, Duration.ofSeconds(120)).get(0))) {
            float[] sample = new float[2];
            while (listens) {
                double stamp = inlet.pull(sample, Duration.ofSeconds(1));
                if (!Double.isNaN(stamp)) {
                    heard.add(new double[]{stamp, sample[0], sample[1]});
                }
            }
        } catch (RuntimeException e) {
            if (listens) {
                throw new IllegalStateException(e);
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        listens = false;
        if (browser != null) {
            browser.close();
        }
        if (runtime != null) {
            runtime.close();
            relay.close();
            listener.join(10_000);
        }
    }

    @Test
    @Order(1)
    void itsTokenOpensItsPageAndNothingElse() throws Exception {
        String host = "Host: 127.0.0.1:" + page.port();
        String bearer = "Authorization: Bearer " + token;
        String cookie = "Cookie: rapport-" + page.port() + "-receiver=" + token;
        for (String shown : List.of(bearer, cookie)) {
            for (String path : List.of("/", "/index.html", "/app.js", "/api/session", "/api/control/participants", "/metrics",
                    "/openapi.json", "/live", "/participant/emitter/", "/participant/emitter/live")) {
                assertThat(page.raw("GET " + path + " HTTP/1.1", host, shown)).as(path + " " + shown).contains("403");
            }
            for (String path : List.of("/api/control/mark", "/api/control/start", "/participant/receiver/")) {
                assertThat(page.raw("POST " + path + " HTTP/1.1", host, shown, "Content-Length: 0")).as(path).contains("403");
            }
            for (String path : List.of("/participant/receiver/", "/participant/shell.js", "/participant/style.css",
                    "/lib/lit-html/lit-html.js")) {
                assertThat(page.raw("GET " + path + " HTTP/1.1", host, shown)).as(path).contains("200");
            }
        }
        assertThat(page.raw("GET /participant/receiver/ HTTP/1.1", host)).contains("403");
        assertThat(page.raw("GET /participant/receiver/ HTTP/1.1", host, "Authorization: Bearer " + page.token()))
                .contains("403");
        assertThat(page.raw("GET /participant?token=wrong HTTP/1.1", host)).contains("403");
        assertThat(page.raw("GET /rate?token=" + token + " HTTP/1.1", host)).contains("303");
        assertThat(page.raw("GET /api/control/participants HTTP/1.1", host)).contains("403");
        assertThat(page.raw("GET /api/control/participants HTTP/1.1", host, "Authorization: Bearer " + page.token()))
                .contains("200");
        assertThat(page.get("api/session").body()).doesNotContain(token);
    }

    @Test
    @Order(2)
    void asksToAgreeBeforeAnythingIsTaken() throws Exception {
        browser.visit(address + "participant?token=" + token);
        assertThat(browser.address()).isEqualTo(address + "participant/receiver/");
        browser.await(".consent .text", text -> text.equals("We measure what you press.\nYou may stop."));
        await("OPEN");
        press("w", "KeyW");
        browser.run("document.querySelector('[name=code]').value = 'R12'; document.querySelector('[name=agree]').click();"
                + "document.querySelector('button.main').click()");
        browser.await(".rating h2", text -> text.equals("Warmth"));
        assertThat(browser.text(".rating output")).isEqualTo("0\n0");
        await("STREAMING");
        pressed.clear();
        released.clear();
        String kept = Files.readString(folder.resolve("rapport/sessions/R12/session.json"));
        assertThat(kept).contains("\"participant\": \"R12\"", "\"version\": \"7\"", "\"role\": \"receiver\"", "\"sha256\": \"");
        assertThat(browser.run("return fetch('/api/session').then(() => 'answered', () => 'refused')")).isEqualTo("refused");
        Command.await(() -> { // the outlet opens with the first sample, and is found by and by
            key("rawKeyDown", "ArrowDown", "ArrowDown", false);
            key("keyUp", "ArrowDown", "ArrowDown", false);
            return !heard.isEmpty();
        }, () -> "a sample on the outlet");
    }

    @Test
    @Order(3)
    void losesNoPressOverTwoCutsAndKeepsItsTime() throws Exception {
        browser.until("return document.querySelector('.rating') !== null");
        press("w", "KeyW");
        Command.await(() -> heard.get(heard.size() - 1)[1] == 1, () -> "the first press");
        int before = heard.size();
        pressed.clear();
        released.clear();
        int cut = 0;
        for (int i = 0; i < PRESSES; i++) {
            if (i == PRESSES / 4 || i == PRESSES / 2) {
                relay.cut();
                cut++;
            } else if (i == PRESSES / 4 + PRESSES / 8 || i == PRESSES / 2 + PRESSES / 8) {
                browser.await(".notice", text -> text.contains("The connection is cut"));
                await("CONNECTION_LOST");
                relay.mend();
            }
            press(i % 3 == 2 ? "s" : "w", i % 3 == 2 ? "KeyS" : "KeyW");
            Thread.sleep(GAP_MILLIS);
        }
        assertThat(cut).isEqualTo(2);
        browser.awaitNone(".notice");
        Command.await(() -> heard.size() == before + PRESSES, () -> PRESSES + " samples instead of " + (heard.size() - before));
        int value = 1;
        List<Double> late = new ArrayList<>();
        List<Double> outside = new ArrayList<>();
        for (int i = 0; i < PRESSES; i++) {
            double[] sample = heard.get(before + i);
            value += i % 3 == 2 ? -1 : 1;
            assertThat(sample[1]).as("press " + i).isEqualTo(value);
            late.add(sample[0] - pressed.get(i));
            outside.add(Math.max(0, Math.max(pressed.get(i) - sample[0], sample[0] - released.get(i))));
        }
        System.out.printf(
                "ratings: %d presses, 2 cuts; stamp after the press was asked for: p50 %.2f, p95 %.2f, p99 %.2f, most %.2f ms; "
                        + "outside of the press: p99 %.3f, most %.3f ms%n",
                PRESSES, at(late, 50), at(late, 95), at(late, 99), at(late, 100), at(outside, 99), at(outside, 100));
        assertThat(at(outside, 99)).isLessThan(5.0);
    }

    @Test
    @Order(4)
    void ignoresAKeyThatIsHeld() throws Exception {
        int before = heard.size();
        for (int i = 0; i < 5; i++) {
            key("rawKeyDown", "ArrowUp", "ArrowUp", i > 0);
        }
        key("keyUp", "ArrowUp", "ArrowUp", false);
        press("w", "KeyW");
        Command.await(() -> heard.size() == before + 2, () -> "two more samples");
        double up = heard.get(before - 1)[2] + 1;
        assertThat(heard.get(before)[2]).isEqualTo(up);
        assertThat(heard.get(before + 1)[2]).isEqualTo(up);
    }

    @Test
    @Order(5)
    void tellsOfAHiddenPage() throws Exception {
        browser.inOtherTab("about:blank", () -> {
            try {
                await("HIDDEN");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await("STREAMING");
    }

    /** The other person's page, in the same browser. */
    @Test
    @Order(6)
    void ratesByMouseWheelAndGameControllerAndGoesBackToNeutral() throws Exception {
        String link = runtime.awaitLine(0, "participant's page, emitter: ").replaceFirst(".*/", address);
        browser.visit(link);
        browser.await(".consent .text", text -> text.startsWith("This page records what you do"));
        browser.run("navigator.getGamepads = () => [null, { connected: true, axes: [0, window.stick ?? 0], timestamp: 1000 }];"
                + "document.querySelector('[name=code]').value = 'E1'; document.querySelector('[name=agree]').click();"
                + "document.querySelector('button.main').click()");
        browser.await(".rating h2", text -> text.equals("Stick"));
        double width = ((Number) browser.run("return innerWidth")).doubleValue();
        browser.tool("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", 0.73 * width, "y", 300));
        browser.await(".rating output", text -> text.equals("+0.5"));
        browser.awaitText(".rating output", "0\n0\n0");
        browser.tool("Input.dispatchMouseEvent",
                Map.of("type", "mouseWheel", "x", 0.73 * width, "y", 300, "deltaX", 0, "deltaY", -120));
        browser.awaitText(".rating output", "0\n+0.25\n0");
        browser.awaitText(".rating output", "0\n0\n0");
        browser.run("window.stick = 1");
        browser.awaitText(".rating output", "0\n0\n−1");
    }

    @Test
    @Order(7)
    void isInTheRecordingWithConsentAndClock() throws Exception {
        assertThat(browser.complaints()).allMatch(
                line -> line.contains("WebSocket") || line.contains("api/session") || line.contains("requestFullscreen"));
        assertThat(browser.foreignRequests(address)).isEmpty();
        browser.visit("about:blank");
        await("CONNECTION_LOST");
        runtime.close();
        XdfFile file = XdfReader.read(folder.resolve("session.xdf"));
        XdfStream ratings = file.streams().stream().filter(one -> one.type().equals("Label")).findFirst().orElseThrow();
        float[] values = ratings.values().floats();
        assertThat(ratings.samples()).isGreaterThanOrEqualTo(heard.size()); // the first may have been before the ear was there
        for (int i = 0; i < heard.size(); i++) {
            int row = ratings.samples() - heard.size() + i;
            assertThat(values[2 * row]).isEqualTo((float) heard.get(i)[1]);
            assertThat(values[2 * row + 1]).isEqualTo((float) heard.get(i)[2]);
        }
        assertThat(ratings.clockOffsets()).hasSizeGreaterThan(3);
        assertThat(file.streams()).anySatisfy(
                stream -> assertThat(String.join("\n", strings(stream))).contains("consent participant=R12 version=7 sha256="));
    }

    private static String[] strings(XdfStream stream) {
        return stream.format() == XdfFormat.STRING ? stream.values().strings() : new String[0];
    }

    private static double at(List<Double> seconds, int percent) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return 1000 * sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private static void await(String state) throws InterruptedException {
        Command.await(() -> state().equals(state), () -> state + " of the participant, but " + state());
    }

    private static String state() {
        try {
            return page.session().getJsonArray("participants").getValuesAs(JsonObject.class).stream()
                    .filter(one -> one.getString("role").equals("receiver")).findFirst().orElseThrow().getString("state");
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    private static void press(String key, String code) {
        pressed.add(LslClock.now());
        key("rawKeyDown", key, code, false);
        released.add(LslClock.now());
        key("keyUp", key, code, false);
    }

    private static void key(String type, String key, String code, boolean again) {
        browser.tool("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", code, "autoRepeat", again));
    }
}
