package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.lsl4j.ChannelFormat;
import org.lsl4j.Inlet;
import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.rapport.it.Command;
import org.rapport.it.Distribution;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/** The page as an experimenter sees it, in a real browser, while a simulated session runs. */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserPageIT {
    private static final int LSL_PORT = 28000;
    private static final int PAGE_PORT = 28285;

    private static RunningPage running;
    private static Command lab;
    private static Command runtime;
    private static PageClient page;
    private static Browser browser;

    /** Counts pixels of the traces that have a colour; of a copy, as browsers warn of reading the original. */
    private static final String COLOURED = """
            window.coloured = (x, y, width, height) => {
              const pen = Object.assign(document.createElement('canvas'), { width, height })
                .getContext('2d', { willReadFrequently: true });
              pen.drawImage(document.getElementById('traces'), -x, -y);
              const some = pen.getImageData(0, 0, width, height).data;
              let count = 0;
              for (let i = 0; i < some.length; i += 4) {
                const [r, g, b] = some.slice(i, i + 3);
                count += Math.max(r, g, b) - Math.min(r, g, b) > 60;
              }
              return count;
            };
            """;
    /** Of some moments between two words of hers, those at which the receiver's label is drawn up to the right edge. */
    private static final String LABEL_AT_THE_EDGE = """
            const name = [...document.querySelectorAll('.traces .names div')].find(one => one.textContent.includes('label'));
            const right = document.getElementById('traces').width - 8;
            return new Promise(done => {
              let all = '';
              const again = setInterval(() => {
                all += coloured(right, name.offsetTop, 6, parseInt(name.style.height)) > 0 ? 'held ' : 'missing ';
                if (all.split(' ').length > 12) {
                  clearInterval(again);
                  done(all);
                }
              }, 150);
            });
            """;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Browser.isThere(), "there is no Chromium with its driver: /usr/bin/chromium and /usr/bin/chromedriver");
        running = RunningPage.start(BrowserPageIT.class, LSL_PORT, PAGE_PORT, demo -> demo, "--seed", "79");
        lab = running.lab();
        runtime = running.runtime();
        page = running.client();
        browser = Browser.open();
        browser.visit(page.addressWithToken());
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (running != null) {
            running.close();
        }
    }

    @Test
    @Order(1)
    void keepsTheTokenOutOfTheAddress() {
        assertThat(browser.address()).isEqualTo(page.address());
    }

    @Test
    @Order(2)
    void showsWhoIsThereAndWhatIsPredicted() {
        browser.await("#streams", text -> text.contains("8 of 8 streams"));
        browser.await("table.sources tbody", text -> text.lines().filter(line -> line.contains("live")).count() == 8);
        assertThat(browser.texts("table.sources td.role")).containsOnly("emitter", "receiver").hasSize(8);
        browser.await(".target .value", text -> text.matches("[+−]\\d\\.\\d\\d"));
        assertThat(browser.texts(".target h2")).containsExactly("Competence", "Warmth");
        assertThat(browser.text(".target dl")).contains("90 % within", "…", "receiver’s label");
    }

    @Test
    @Order(3)
    void showsThePredictionsThatAreOnTheWire() throws Exception {
        Set<String> wire = ConcurrentHashMap.newKeySet();
        List<String> shown = new ArrayList<>();
        try (Lsl lsl = Lsl.open(LslConfig.parse(Distribution.lslConfig(LSL_PORT)));
                Inlet inlet = lsl.inlet(lsl.resolveBy("name", "Impression", 1, Duration.ofSeconds(20)).get(0))) {
            float[] sample = new float[inlet.info().channelCount()];
            for (int i = 0; i < 40; i++) {
                if (!Double.isNaN(inlet.pull(sample, Duration.ofSeconds(10)))) {
                    wire.add(shown(sample[0]) + " " + shown(sample[1]));
                }
                if (i >= 10) {
                    shown.add(String.join(" ", browser.texts(".target .value")));
                }
            }
        }
        assertThat(shown).hasSize(30).allSatisfy(pair -> assertThat(wire).contains(pair));
        assertThat(Set.copyOf(shown)).hasSizeGreaterThan(3);
    }

    /** Sizes are those that src/docs/page.md names; all of it is on the screen. */
    @Test
    @Order(3)
    void isLargeForWhoStandsFarAway() {
        browser.size(1920, 1080);
        browser.run("document.getElementById('large').click()");
        browser.await(".tiles", text -> text.lines().filter(line -> line.contains("● live")).count() == 8);
        assertThat(browser.texts(".tile .what")).contains("emitter face", "receiver ECG").hasSize(8);
        for (String one : List.of(".tile .chip 44", ".tile .what 36", ".target .value 134", ".streams 42")) {
            String place = one.substring(0, one.lastIndexOf(' '));
            assertThat(letters(place)).as(place).isGreaterThanOrEqualTo(Integer.parseInt(one.substring(place.length() + 1)));
        }
        assertThat((Boolean) browser.run("const main = document.querySelector('main');"
                + "return main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth")).isTrue();
        browser.visit(page.address());
        browser.await(".tiles", text -> text.contains("sim-receiver-ecg"));
        browser.keys("f");
        browser.await("table.sources tbody", text -> text.contains("sim-receiver-ecg"));
        assertThat(letters(".target .value")).isLessThan(134);
        browser.size(1280, 800);
    }

    private static double letters(String place) {
        return ((Number) browser.run("return parseFloat(getComputedStyle(document.querySelector(arguments[0])).fontSize)", place))
                .doubleValue();
    }

    private static String shown(float value) {
        String text = String.format(Locale.ROOT, "%.2f", Math.abs(value));
        return (value < 0 && !text.equals("0.00") ? "−" : "+") + text;
    }

    @Test
    @Order(4)
    void warnsOfALostDeviceUntilSomebodyAcknowledges() throws Exception {
        int mark = runtime.mark();
        browser.noteWhen("#banner");
        lab.say("drop receiver-eyetracker");
        runtime.awaitLine(mark, "sim-receiver-eyetracker STALE");
        double told = runtime.timedLines().stream().skip(mark)
                .filter(line -> line.text().contains("sim-receiver-eyetracker STALE")).findFirst().orElseThrow().time();
        browser.await("#banner", text -> text.contains("sim-receiver-eyetracker"));
        assertThat(browser.noted() - told).isLessThan(1.0);
        assertThat(browser.text("#streams")).contains("7 of 8 streams");
        browser.element("#acknowledge").click();
        browser.awaitNone("#banner");
        lab.say("restore receiver-eyetracker");
        browser.await("#streams", text -> text.contains("8 of 8 streams"));
    }

    @Test
    @Order(4)
    void showsTheSameToWhoeverOpensItToo() {
        browser.inOtherTab(page.address(), () -> {
            browser.await("#streams", text -> text.contains("8 of 8 streams"));
            browser.await("footer", text -> text.contains("2 pages are open"));
        });
    }

    @Test
    @Order(5)
    void triesRecordsMarksStopsAndReports() throws Exception {
        browser.visit(page.address() + "#control");
        browser.await(".control", text -> text.contains("Try impression"));
        browser.run("[...document.querySelectorAll('.control button')].find(b => b.innerText === 'Try impression').click()");
        browser.await("#verdict", text -> text.contains("GO: impression"));
        assertThat(browser.text(".control pre")).contains("sim-receiver-eyetracker");

        browser.element("input[name=session]").sendKeys("07");
        browser.element("input[name=emitter]").sendKeys("E-12");
        browser.element("input[name=receiver]").sendKeys("../R 3");
        browser.element("textarea[name=notes]").sendKeys("left camera <b>new</b>");
        browser.element("#start").click();
        browser.await(".rec", text -> text.contains("REC"));
        browser.keys(Keys.F2.toString());
        browser.await("#news", text -> text.contains("“start of task” is in the recording"));
        browser.element("input[name=marker]").sendKeys("spilled coffee", Keys.ENTER);
        browser.await("#news", text -> text.contains("“spilled coffee” is in the recording"));
        browser.element("#stop").click();
        browser.await("table.recordings", text -> text.contains("sub-R3/ses-07/sub-R3_ses-07_"));
        browser.await("table.recordings tr.shown", text -> text.contains("GO"));
        assertThat(browser.element(".recordings iframe").getDomAttribute("src")).contains("api/control/report?name=sub-R3");

        Path recording;
        try (Stream<Path> files = Files.list(running.distribution().home().resolve("recordings/sub-R3/ses-07"))) {
            recording = files.filter(file -> file.toString().endsWith(".xdf")).findFirst().orElseThrow();
        }
        XdfFile file = XdfReader.read(recording);
        assertThat(file.header()).contains("<session>07</session>", "<emitter>E-12</emitter>", "<receiver>../R 3</receiver>",
                "left camera &lt;b");
        assertThat(file.streams()).extracting(XdfStream::name).contains("page", "sim-receiver-eyetracker");
        XdfStream marks = file.streams().stream().filter(stream -> stream.name().equals("page")).findFirst().orElseThrow();
        assertThat(marks.times()).hasSize(2).isSorted();
        String beside = Files
                .readString(recording.resolveSibling(recording.getFileName().toString().replace(".xdf", ".session.json")));
        assertThat(PageClient.json(beside).asJsonObject().getString("emitter")).isEqualTo("E-12");
        browser.visit(page.address());
    }

    @Test
    @Order(6)
    void opensARecordingScrollsThroughItAndRunsItAgain() throws Exception {
        String text = "<img src=x onerror=document.title='taken'>";
        assertThat(page.post("api/control/start", page.token(), "{\"session\": \"08\"}").statusCode()).isEqualTo(200);
        double began = page.session().getJsonNumber("now").doubleValue();
        page.post("api/control/mark", page.token(), "{\"text\": \"" + text + "\"}");
        // longer than what a node looks back at: what was before the recording is not in it
        Command.await(() -> now() > began + 16, () -> "sixteen seconds");
        page.post("api/control/stop", page.token(), "");
        browser.visit(page.address() + "#control");
        browser.await("table.recordings tr", row -> row.contains("ses-08") && row.contains("0:00:1"));
        browser.run("[...document.querySelectorAll('table.recordings tr')].find(row => row.innerText.includes('ses-08'))"
                + ".querySelector('a[href^=\"#recording\"]').click()");
        browser.await(".traces .names", names -> names.contains("sim-receiver-ecg") && names.contains("competence"));
        browser.run("window.ink = () => document.getElementById('traces').toDataURL()");
        Object first = browser.run("return ink()");
        browser.until("return document.querySelector('#events')?.textContent.includes(arguments[0])", "<img src=x");
        assertThat(browser.title()).doesNotContain("taken");
        browser.run("const bar = document.getElementById('time'); bar.value = Number(bar.min) + 15;"
                + "bar.dispatchEvent(new Event('input'))");
        browser.until("return ink() !== arguments[0]", first);
        browser.await(".time .clock", time -> time.equals("0:00:15"));
        seesWhatWasPredictedInAllOfIt();
        browser.run("const bar = document.getElementById('time'); bar.value = Number(bar.min) + 15;"
                + "bar.dispatchEvent(new Event('input'))");
        browser.await(".time .clock", time -> time.equals("0:00:15"));
        browser.keys(" ");
        browser.await("#pause", word -> word.contains("Pause"));
        browser.await(".time .clock", time -> time.equals("0:00:16"));

        browser.element("#verify").click();
        browser.await("#verified", verdict -> verdict.contains("the same through impression"));
        assertThat(browser.run("return document.querySelector('#verified pre').textContent").toString())
                .contains("features: ", "impression: ", "equal to the bit: the same").doesNotContain("not the same");
        browser.visit(page.address() + "#control");
        browser.await("table.recordings tr", row -> row.contains("ses-08") && row.contains("● the same"));
        browser.visit(page.address());
    }

    private static void seesWhatWasPredictedInAllOfIt() {
        browser.await(".courses", text -> text.contains("Competence") && text.contains("Warmth") && text.contains("label"));
        browser.until("""
                const colour = getComputedStyle(document.documentElement).getPropertyValue('--predicted').trim();
                const wanted = [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16));
                const drawn = [...document.querySelectorAll('.course canvas')].map(canvas => {
                  const ink = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                  let pixels = 0;
                  for (let i = 0; i < ink.length; i += 4) {
                    pixels += wanted.every((one, k) => ink[i + k] === one) ? 1 : 0;
                  }
                  return pixels;
                });
                return drawn.length === 2 && drawn.every(pixels => pixels > 50)""");
        browser.run("const bar = document.getElementById('time'); bar.value = bar.max; bar.dispatchEvent(new Event('input'))");
        String end = browser.element(".time .clock").getText();
        browser.element(".course .u-over").click(); // in the middle
        browser.await(".time .clock", time -> time.compareTo(end) < 0);
    }

    private static double now() {
        try {
            return page.session().getJsonNumber("now").doubleValue();
        } catch (IOException | InterruptedException e) {
            return Double.NaN;
        }
    }

    @Test
    @Order(6)
    void showsMarkupInNamesAsText() throws Exception {
        String name = "<script>document.title='taken'</script><img src=x onerror=document.title='taken'>";
        try (Lsl lsl = Lsl.open(LslConfig.parse(Distribution.lslConfig(LSL_PORT)));
                Outlet outlet = lsl.outlet(StreamInfo.builder(name, "Markers").format(ChannelFormat.STRING).build())) {
            Files.writeString(running.pipelines().resolve("markers.json"), """
                    { "rapport.source.markers~told": { }, "rapport.sink.csv~kept": { "inputs": ["told"], "file": "told.csv" } }
                    """);
            runtime.awaitLine(0, "pipeline markers runs");
            browser.await("table.sources tbody", text -> text.contains("<script>"));
            WebElement table = browser.element("table.sources");
            assertThat(table.findElements(By.tagName("script"))).isEmpty();
            assertThat(table.findElements(By.tagName("img"))).isEmpty();
            assertThat(browser.title()).doesNotContain("taken");
        } finally {
            Files.delete(running.pipelines().resolve("markers.json"));
        }
    }

    @Test
    @Order(7)
    void drawsChosenChannelsAndStandsStillWhenAsked() {
        browser.visit(page.address() + "#signals");
        browser.await(".traces .names", text -> text.contains("sim-receiver-ecg") && text.contains("warmth"));
        browser.await(".signals li", text -> text.contains("sim-receiver-eyetracker") && text.contains("11 channels"));
        assertThat(browser.texts(".signals li.group")).extracting(String::toLowerCase).startsWith("emitter", "receiver");
        browser.run("window.ink = () => document.getElementById('traces').toDataURL()");
        Object before = browser.run("return ink()");
        browser.until("return ink() !== arguments[0]", before);
        browser.run("for (const one of document.querySelectorAll('.signals li.shown input[type=checkbox]')) {"
                + "if (!/label|ecg/.test(one.closest('li').innerText)) one.click(); }");
        browser.until("return document.querySelectorAll('.traces .names div').length === 3");
        browser.run(COLOURED);
        browser.until("return coloured(300, 0, 300, 300) > 100");
        assertThat(browser.run(LABEL_AT_THE_EDGE).toString()).as("what was said holds until something else is").contains("held")
                .doesNotContain("missing");
        browser.keys(" ");
        browser.await("#pause", text -> text.contains("Live"));
        Object still = browser.run("return new Promise(done => setTimeout(() => done(ink()), 1000))");
        assertThat(browser.run("return new Promise(done => setTimeout(() => done(ink()), 700))")).isEqualTo(still);
        browser.keys("l");
        browser.await("#pause", text -> text.contains("Pause"));
        browser.until("return ink() !== arguments[0]", still);
    }

    /** The last of many channels, at the bottom of the window, is the one that is under the pointer there. */
    @Test
    @Order(7)
    void drawsTheChannelsThatAreScrolledIntoTheWindow() {
        browser.run("localStorage.removeItem('signals'); location.reload()");
        browser.visit(page.address() + "#signals");
        browser.await(".traces .names", text -> text.contains("sim-receiver-ecg"));
        browser.run("for (const field of document.querySelectorAll('.signals li.shown .tools label:last-of-type input')) {"
                + "field.value = field.max; field.dispatchEvent(new Event('change')); }");
        browser.until("const { scrollHeight, clientHeight } = document.querySelector('.traces');"
                + "return scrollHeight > 1.5 * clientHeight && document.getElementById('traces').height <= clientHeight");
        browser.run("const all = document.querySelector('.traces'); all.scrollTop = all.scrollHeight");
        browser.until("const canvas = document.getElementById('traces'); const at = canvas.getBoundingClientRect();"
                + "canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: at.left + 400, clientY: at.bottom - 30 }));"
                + "const last = document.querySelector('.traces .names div:last-child').textContent.replace(/.*: | [(].*/g, '');"
                + "return document.querySelector('.tip').textContent.startsWith(last)");
        browser.run(COLOURED);
        browser.until("const { width, height } = document.getElementById('traces');"
                + "return coloured(width / 2, height - 36, width / 3, 12) > 100");
        browser.run("localStorage.removeItem('signals')");
    }

    @Test
    @Order(8)
    void showsTheGraphAsWiredAndTheFaultsOfAnEditAtTheNode() throws Exception {
        browser.visit(page.address() + "#graph");
        browser.await(".pipeline", text -> text.contains("impression.json"));
        assertThat(browser.texts(".node .head b")).contains("emitter-face", "features", "impression", "screen").hasSize(12);
        assertThat(browser.texts(".wires path")).hasSize(18);
        browser.run("[...document.querySelectorAll('.node')].find(n => n.innerText.startsWith('features')).click()");
        browser.await(".about",
                text -> text.contains("rapport.resampler") && text.contains("maxGap") && text.contains("line 12"));
        Path file = running.pipelines().resolve("impression.json");
        String sound = Files.readString(file);
        Files.writeString(file, sound.replace("\"hop\": 5", "\"hopp\": 5"));
        browser.await(".node.faulty", text -> text.contains("impression") && text.contains("did you mean"));
        browser.await("#banner", text -> text.contains("impression.json"));
        Files.writeString(file, sound);
        browser.awaitNone(".node.faulty");
    }

    @Test
    @Order(9)
    void asksNobodyElseAndComplainsOfNothing() {
        assertThat(browser.foreignRequests(page.address())).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }
}
