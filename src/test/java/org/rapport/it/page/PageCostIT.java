package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.it.Command;
import org.rapport.it.Distribution;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/**
 * What the page costs while a session is recorded: eight simulated devices and two with many channels, 512 in all. Prints
 * figures; that no sample is lost is a test.
 */
@Tag("page")
class PageCostIT {
    private static final int LSL_PORT = 28600;
    private static final int PAGE_PORT = 28785;
    private static final double SECONDS = Double.parseDouble(System.getProperty("page.seconds", "600"));
    private static final int CHANNELS = 512;
    private static final int WIDE = 2;
    private static final double RATE = 250;
    private static final double STEP = 0.04;
    private static final double EVERY = 10;
    private static final Pattern USED = Pattern.compile("(?:heap|generation) +total \\d+K, used (\\d+)K");

    private static PageClient page;

    /** The processor time and memory of some processes, as Linux tells them. */
    private record Use(double cpuSeconds, double megabytes) {
        private static final double TICKS = 100;

        static Use of(List<ProcessHandle> processes) {
            double cpu = 0;
            double bytes = 0;
            for (ProcessHandle process : processes) {
                try {
                    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
                    String[] figures = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    cpu += (Double.parseDouble(figures[11]) + Double.parseDouble(figures[12])) / TICKS;
                    bytes += Double.parseDouble(figures[21]) * 4096;
                } catch (IOException e) {
                    // it has ended meanwhile
                }
            }
            return new Use(cpu, bytes / 1e6);
        }
    }

    /** A device of many channels in a thread of its own; the first channel counts samples. */
    private static final class WideDevice extends Thread {
        private final Outlet outlet;
        private final int channels;
        private volatile boolean ends;
        private long sent;

        WideDevice(Outlet outlet, int channels) {
            this.outlet = outlet;
            this.channels = channels;
            setDaemon(true);
        }

        @Override
        public void run() {
            double next = LslClock.now();
            while (!ends) {
                int samples = (int) (RATE * STEP);
                float[] values = new float[samples * channels];
                double[] times = new double[samples];
                for (int i = 0; i < samples; i++) {
                    times[i] = next + i / RATE;
                    for (int channel = 0; channel < channels; channel++) {
                        values[i * channels + channel] = channel == 0 ? sent % (1 << 24)
                                : (float) Math.sin(6 * times[i] + channel);
                    }
                    sent++;
                }
                outlet.pushChunk(values, times);
                next += STEP;
                long wait = (long) (1000 * (next - LslClock.now()));
                if (wait > 0) {
                    try {
                        sleep(wait);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            }
        }
    }

    @Test
    void whileASessionIsRecorded() throws Exception {
        assumeTrue(Browser.isThere(), "there is no Chromium with its driver: /usr/bin/chromium and /usr/bin/chromedriver");
        try (RunningPage running = RunningPage.start(PageCostIT.class, LSL_PORT, PAGE_PORT, demo -> "", "--seed", "85");
                Lsl lsl = Lsl.open(LslConfig.parse(Distribution.lslConfig(LSL_PORT)))) {
            page = running.client();
            pipeline(running);
            // the eight devices' channels are known when they are there
            Command.await(() -> streams() == 8, () -> "eight devices");
            int each = (CHANNELS - channels()) / WIDE;
            List<WideDevice> wide = new ArrayList<>();
            for (int i = 0; i < WIDE; i++) {
                StreamInfo.Builder info = StreamInfo.builder("wide-" + i, "ECG").nominalRate(RATE).sourceId("wide-" + i)
                        .channelCount(each);
                for (int channel = 0; channel < each; channel++) {
                    info.channel("lead " + channel, "mV", "ECG");
                }
                wide.add(new WideDevice(lsl.outlet(info.build()), each));
                wide.get(i).start();
            }
            Command.await(() -> streams() == 8 + WIDE, () -> "all devices");
            Command.await(() -> page.tries("api/control/start", "{\"session\": \"1\"}") == 200, () -> "a recording");
            measure(running);
            page.post("api/control/stop", page.token(), "");
            wide.forEach(device -> device.ends = true);
            compare(running);
        }
    }

    private static void pipeline(RunningPage running) throws IOException {
        String demo = Files.readString(running.distribution().home().resolve(RunningPage.DEMO));
        Files.writeString(running.pipelines().resolve("impression.json"), demo.replace("\"rapport.sink.xdf~recorder\"", """
                "rapport.source.physio~wide-0": { "role": "emitter", "sourceId": "wide-0" },
                  "rapport.source.physio~wide-1": { "role": "emitter", "sourceId": "wide-1" },
                  "rapport.sink.xdf~recorder\"""").replace("\"receiver-label\"],\n",
                "\"receiver-label\", \"wide-0\", \"wide-1\"],\n"));
    }

    private static long streams() {
        try {
            return page.session().getInt("there");
        } catch (IOException | InterruptedException e) {
            return -1;
        }
    }

    private static int channels() throws IOException, InterruptedException {
        return page.session().getJsonArray("streams").getValuesAs(jakarta.json.JsonObject.class).stream()
                .filter(one -> !one.getString("node").equals("features") && !one.getString("node").equals("impression"))
                .mapToInt(one -> one.getInt("channels")).sum();
    }

    private static void measure(RunningPage running) throws Exception {
        List<ProcessHandle> runtime = running.runtime().processes();
        double closed = Math.min(60, SECONDS / 4); // long enough to be told from the noise of the machine
        Use before = Use.of(runtime);
        double began = LslClock.now();
        Command.await(() -> LslClock.now() > began + Math.min(closed, 50), () -> "a while with the page closed");
        double closedFor = LslClock.now() - began;
        double closedCpu = (Use.of(runtime).cpuSeconds() - before.cpuSeconds()) / closedFor;
        print("page closed, %.0f s: runtime %.0f %% of a core, %.0f MB; load %s", closedFor, 100 * closedCpu,
                Use.of(runtime).megabytes(), load());
        try (Browser browser = Browser.open()) {
            browser.size(1280, 800);
            browser.visit(page.addressWithToken());
            browser.run("localStorage.setItem('signals', JSON.stringify({}))");
            browser.visit(page.address() + "#signals");
            browser.await(".signals li", text -> text.contains("wide-1"));
            showAll(browser);
            browser.until("return document.querySelectorAll('.traces .names div').length >= arguments[0]", CHANNELS - 20);
            browser.run("window.drawn = 0; const real = CanvasRenderingContext2D.prototype.drawImage;"
                    + "CanvasRenderingContext2D.prototype.drawImage = function (...a) { window.drawn++; real.apply(this, a); }");
            open(browser, runtime, LslClock.now());
        }
    }

    /** Every channel of every stream, but of what is computed. */
    private static void showAll(Browser browser) {
        browser.run("for (const field of document.querySelectorAll('.signals li.shown .tools label:last-of-type input')) {"
                + "field.value = field.max; field.dispatchEvent(new Event('change')); }");
    }

    private static void open(Browser browser, List<ProcessHandle> runtime, double began) throws Exception {
        Use first = Use.of(runtime);
        Use firstPage = Use.of(browser.processes());
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Heaps> heaps = new ArrayList<>();
        double next = began + EVERY;
        double nextHeaps = began;
        while (LslClock.now() < began + SECONDS) {
            browser.run("return new Promise(done => setTimeout(done, 500))");
            if (LslClock.now() >= next) {
                next += EVERY;
                ours.add(Use.of(runtime).megabytes());
                theirs.add(Use.of(browser.processes()).megabytes());
            }
            if (LslClock.now() >= nextHeaps) {
                nextHeaps += Math.max(EVERY, SECONDS / 20);
                heaps.add(new Heaps((LslClock.now() - began) / 3600, heap(runtime), heap(browser)));
            }
        }
        double seconds = LslClock.now() - began;
        double frames = ((Number) browser.run("return window.drawn")).doubleValue();
        String foot = browser.text("footer");
        print("page open on %d channels, %.0f s: runtime %.0f %% of a core; browser %.0f %%, %.1f frames/s; load %s; foot: %s",
                CHANNELS, seconds, 100 * (Use.of(runtime).cpuSeconds() - first.cpuSeconds()) / seconds,
                100 * (Use.of(browser.processes()).cpuSeconds() - firstPage.cpuSeconds()) / seconds, frames / seconds, load(),
                foot.replace('\n', ' '));
        print("memory, MB, highest of each third: runtime %s; browser, all its processes %s", thirds(ours), thirds(theirs));
        List<Heaps> later = heaps.subList(heaps.size() / 2, heaps.size()); // what is kept of the last minutes is full
        print("heap after a collection, MB: runtime %.1f at first, %.1f at last, %+.1f an hour in the second half; page "
                + "%.1f, %.1f, %+.1f", heaps.get(0).runtime(), later.get(later.size() - 1).runtime(),
                slope(later, Heaps::runtime), heaps.get(0).page(), later.get(later.size() - 1).page(), slope(later, Heaps::page));
        assertThat(frames).isPositive();
    }

    /** What is reachable, in MB. */
    private record Heaps(double hours, double runtime, double page) {
    }

    private static double slope(List<Heaps> points, ToDoubleFunction<Heaps> of) {
        double hours = points.stream().mapToDouble(Heaps::hours).average().orElseThrow();
        double mean = points.stream().mapToDouble(of).average().orElseThrow();
        return points.stream().mapToDouble(one -> (one.hours() - hours) * (of.applyAsDouble(one) - mean)).sum()
                / points.stream().mapToDouble(one -> Math.pow(one.hours() - hours, 2)).sum();
    }

    /** Of the runtime's Java. */
    private static double heap(List<ProcessHandle> runtime) throws Exception {
        for (ProcessHandle process : runtime) {
            if (process.info().command().orElse("").endsWith("java")) {
                jcmd(process, "GC.run");
                List<MatchResult> used = USED.matcher(jcmd(process, "GC.heap_info")).results().toList();
                assertThat(used).isNotEmpty();
                return used.stream().mapToDouble(one -> Double.parseDouble(one.group(1)) / 1024).sum();
            }
        }
        throw new AssertionError("no Java among " + runtime);
    }

    private static String jcmd(ProcessHandle process, String command) throws IOException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(process.pid()), command).redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Of the page's scripts, without their workers. */
    @SuppressWarnings("unchecked")
    private static double heap(Browser browser) {
        browser.tool("HeapProfiler.collectGarbage", Map.of());
        browser.tool("Performance.enable", Map.of());
        List<Map<String, Object>> metrics = (List<Map<String, Object>>) browser.tool("Performance.getMetrics", Map.of())
                .get("metrics");
        return metrics.stream().filter(one -> one.get("name").equals("JSHeapUsedSize"))
                .mapToDouble(one -> ((Number) one.get("value")).doubleValue() / (1 << 20)).findFirst().orElseThrow();
    }

    private static String thirds(List<Double> values) {
        List<String> highest = new ArrayList<>();
        for (int third = 0; third < 3; third++) {
            List<Double> some = values.subList(values.size() * third / 3, values.size() * (third + 1) / 3);
            highest.add(
                    String.format(Locale.ROOT, "%.0f", some.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN)));
        }
        return String.join(", ", highest);
    }

    /** No number is missing in what was recorded of the wide devices, and no sample of the others. */
    private static void compare(RunningPage running) throws Exception {
        Path recording;
        try (Stream<Path> files = Files.walk(running.distribution().home().resolve("recordings"))) {
            recording = files.filter(file -> file.toString().endsWith(".xdf")).findFirst().orElseThrow();
        }
        XdfFile file = XdfReader.read(recording);
        long samples = 0;
        for (XdfStream stream : file.streams().stream().filter(one -> one.name().startsWith("wide-")).toList()) {
            float[] values = stream.values().floats();
            for (int row = 1; row < stream.samples(); row++) {
                float step = values[row * stream.channelCount()] - values[(row - 1) * stream.channelCount()];
                assertThat(step == 1 || step == 1 - (1 << 24)).as("%s after sample %d", stream.name(), row).isTrue();
            }
            samples += stream.samples();
        }
        try (Command inspect = running.distribution().start("inspect", recording.toString())) {
            assertThat(inspect.exitCode()).as(inspect.output()).isZero();
            print("recorded: %d samples of the wide devices, none missing; inspect: %s", samples, inspect.lines().get(0));
        }
        assertThat(samples).isGreaterThan((long) (SECONDS * RATE));
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static void print(String format, Object... values) {
        System.out.println("page: " + String.format(Locale.ROOT, format, values));
    }
}
