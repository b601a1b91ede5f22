package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.it.Command;
import org.rapport.it.Distribution;

import jakarta.json.JsonObject;

/** Takes the pictures of the documentation: every view, light and dark, on a laptop and on a large screen. */
@Tag("page")
class PagePicturesIT {
    private static final int LSL_PORT = 28500;
    private static final int PAGE_PORT = 28685;
    private static final int LARGEST_PICTURE = 149_000;
    private static final int LARGEST_OF_ALL = 3_000_000;
    private static final Path FOLDER = Path.of(System.getProperty("page.pictures", "target/pictures"));
    private static final String LONG_NAME = "Wrist sensor of the left hand, borrowed from room 3 (do not take away) <b>#2</b>";

    private static RunningPage running;
    private static PageClient page;

    @Test
    void ofEveryView() throws Exception {
        assumeTrue(Browser.isThere(), "there is no Chromium with its driver: /usr/bin/chromium and /usr/bin/chromedriver");
        Files.createDirectories(FOLDER);
        try (RunningPage started = RunningPage.start(PagePicturesIT.class, LSL_PORT, PAGE_PORT, demo -> "", "--seed", "84");
                Browser browser = Browser.open()) {
            running = started;
            page = started.client();
            empty(browser);
            try (Lsl lsl = Lsl.open(LslConfig.parse(Distribution.lslConfig(LSL_PORT)));
                    Outlet outlet = lsl.outlet(StreamInfo.builder(LONG_NAME, "EDA").nominalRate(4).sourceId("wrist-2").build())) {
                ScheduledExecutorService device = Executors.newSingleThreadScheduledExecutor();
                device.scheduleAtFixedRate(() -> outlet.push(new float[]{3 + (float) Math.random()}), 0, 250,
                        TimeUnit.MILLISECONDS);
                session();
                browser.visit(page.addressWithToken());
                whole(browser);
                device.shutdownNow();
            }
        }
        long all = 0;
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".png")).toList()) {
                assertThat(Files.size(file)).as(file.toString()).isLessThan(LARGEST_PICTURE);
                all += Files.size(file);
            }
        }
        assertThat(all).isLessThan(LARGEST_OF_ALL);
    }

    /** What there is before anything runs; to be looked at, and not kept. */
    private static void empty(Browser browser) throws Exception {
        Path place = Files.createDirectories(Path.of("target/pictures-empty"));
        browser.visit(page.addressWithToken());
        for (String view : List.of("session", "signals", "control", "graph", "troubles")) {
            browser.visit(page.address() + "#" + view);
            browser.await("main." + view, text -> !text.isEmpty());
            Files.write(place.resolve(view + ".png"), browser.picture());
        }
    }

    /** A session in which something went wrong, and a recording. */
    private static void session() throws Exception {
        String demo = Files.readString(running.distribution().home().resolve(RunningPage.DEMO));
        Files.writeString(running.pipelines().resolve("impression.json"), demo
                .replace("\"rapport.sink.xdf~recorder\"",
                        "\"rapport.source.physio~emitter-wrist\": { \"role\": \"emitter\", \"sourceId\": \"wrist-2\" },\n"
                                + "  \"rapport.sink.xdf~recorder\"")
                .replace("\"receiver-label\"],\n", "\"receiver-label\", \"emitter-wrist\"],\n"));
        Command.await(() -> page.tries("api/control/start",
                "{\"session\": \"07\", \"emitter\": \"E12\", \"receiver\": \"R3\", \"notes\": \"left camera new\"}") == 200,
                () -> "a recording");
        Command.await(() -> live() == 9, () -> "nine devices");
        double began = now();
        Command.await(() -> now() > began + 25, () -> "25 seconds");
        page.post("api/control/mark", page.token(), "{\"text\": \"start of task\"}");
        running.lab().say("drop receiver-eyetracker");
        Command.await(() -> live() < 9, () -> "a lost eye tracker");
        running.lab().say("restore receiver-eyetracker");
        Command.await(() -> live() == 9, () -> "its return");
        double back = now();
        Command.await(() -> now() > back + 20, () -> "20 seconds");
        page.post("api/control/stop", page.token(), "");
        page.post("api/control/preflight", page.token(), "{\"pipeline\": \"impression\"}");
        Command.await(() -> !told().getJsonObject("preflight").getBoolean("running"), () -> "a verdict");
        String name = PageClient.json(page.get("api/control/recordings").body()).asJsonArray().getJsonObject(0).getString("name");
        page.post("api/recordings/verify", page.token(), "{\"name\": \"" + name + "\", \"pipeline\": \"impression\"}");
        Command.await(() -> told().isNull("verifying"), () -> "what comes of it again");
    }

    private static JsonObject told() {
        try {
            return page.session();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static double now() {
        return told().getJsonNumber("now").doubleValue();
    }

    private static int live() {
        return told().getInt("there");
    }

    private static void whole(Browser browser) throws Exception {
        String recording = PageClient.json(page.get("api/control/recordings").body()).asJsonArray().getJsonObject(0)
                .getString("name");
        running.lab().say("drop receiver-eyetracker"); // a banner is what one has to see
        Command.await(() -> live() < 9, () -> "a lost eye tracker");
        for (String theme : List.of("", "-dark")) {
            for (String size : List.of("", "-wide")) {
                browser.size(size.isEmpty() ? 1280 : 2560, size.isEmpty() ? 800 : 1440);
                browser.run(
                        "if (document.documentElement.dataset.theme !== arguments[0]) "
                                + "[...document.querySelectorAll('header button')].pop().click()",
                        theme.isEmpty() ? "light" : "dark");
                for (String view : List.of("session", "signals", "devices", "control", "graph", "troubles")) {
                    browser.visit(page.address() + "#" + view);
                    ready(browser, view);
                    if (!size.isEmpty()) {
                        showFewer(browser);
                    }
                    take(browser, view + size + theme);
                    if (view.equals("session")) {
                        browser.run("document.getElementById('large').click()");
                        take(browser, "large" + size + theme);
                        browser.run("document.getElementById('large').click()");
                    }
                }
                browser.visit(page.address() + "#recording/" + recording.replace("/", "%2F"));
                browser.await(".traces .names", names -> names.contains("sim-receiver-ecg"));
                browser.run("const bar = document.getElementById('time'); bar.value = Number(bar.min) + 33;"
                        + "bar.dispatchEvent(new Event('input'))");
                browser.await("#verified", verdict -> verdict.contains("the same"));
                if (!size.isEmpty()) {
                    showFewer(browser);
                }
                take(browser, "recording" + size + theme);
            }
        }
    }

    /** A large picture of all of them is a large file. */
    private static void showFewer(Browser browser) {
        browser.run("for (const box of document.querySelectorAll('.signals li.shown input[type=checkbox]')) {"
                + "if (/webcam|voice/.test(box.closest('li').innerText)) box.click(); }");
    }

    private static void ready(Browser browser, String view) {
        switch (view) {
            case "session" -> browser.await(".target .value", text -> text.matches("[+−]\\d\\.\\d\\d"));
            case "signals" -> browser.await(".traces .names", names -> names.contains("sim-receiver-ecg"));
            case "devices" -> browser.await("table.devices", text -> text.contains("sim-receiver-ecg"));
            case "control" -> browser.await("table.recordings", text -> text.contains("● the same"));
            case "graph" -> browser.await(".node .figures", text -> text.contains("/s"));
            default -> browser.await("main." + view, text -> !text.isEmpty());
        }
    }

    private static void take(Browser browser, String name) throws Exception {
        browser.run("return new Promise(done => setTimeout(done, 1500))"); // curves and traces of a second
        Files.write(FOLDER.resolve(name + ".png"), Picture.small(browser.picture(), LARGEST_PICTURE));
    }
}
