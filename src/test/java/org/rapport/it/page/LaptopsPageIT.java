package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.lsl4j.LslClock;
import org.rapport.it.Command;
import org.rapport.it.Distribution;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * The example of two laptops with two real browsers, whose cameras and microphones are files. The system property
 * {@code rapport.face.packages} names a folder with the packages of the face landmarker and astronaut.png of scikit-image.
 */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LaptopsPageIT {
    private static final int LSL_PORT = 29200;
    private static final int PAGE_PORT = 29485;
    private static final String EXAMPLE = "examples/two-laptops/two-laptops.json";
    private static final Path GOLDEN = Path.of("test/face/mediapipe-1.2.3.json");
    /** What the two versions of MediaPipe may differ in, on a picture that both get as it is. */
    private static final float SAME = 0.001f;
    private static final int SHAPES = 51;
    private static final double SECONDS = 12;
    private static final double RATE = 16_000;

    private static Path picture;
    private static Distribution distribution;
    private static Path recording;
    private static Command runtime;
    private static PageClient page;
    private static Browser emitter;
    private static Browser receiver;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Browser.isThere() && !Browser.isFirefox(), "skipped: needs Chromium with its driver");
        String packages = System.getProperty("rapport.face.packages", "");
        assumeTrue(!packages.isEmpty(), "skipped: needs the face landmarker and a picture (-Drapport.face.packages=FOLDER)");
        picture = Path.of(packages, "astronaut.png");
        Path folder = Distribution.folder(LaptopsPageIT.class);
        distribution = new Distribution(folder.resolve("rapport"), LSL_PORT);
        add(packages);
        recording = folder.resolve("two.xdf");
        Path pipelines = Files.createDirectories(folder.resolve("pipelines"));
        String example = Files.readString(distribution.home().resolve(EXAMPLE));
        Files.writeString(pipelines.resolve("two.json"), example.replaceAll("\"recording\": false,", "")
                .replace("\"rapport.source.camera~emitter-face\":      {",
                        "\"rapport.source.camera~emitter-face\": { \"video\": true,")
                .replaceAll("\"file\": \"recordings[^\"]*\"", Matcher.quoteReplacement("\"file\": \"" + recording + "\"")));
        runtime = distribution.start("run", "--pipelines", pipelines.toString(), "--page", String.valueOf(PAGE_PORT));
        page = PageClient.of(runtime);
        FakeMedia media = FakeMedia.of(picture, folder, 9, 4);
        emitter = Browser.with(media);
        receiver = Browser.with(media);
    }

    private static void add(String packages) throws Exception {
        List<String> words = new ArrayList<>(List.of("models", "add", "face"));
        try (Stream<Path> files = Files.list(Path.of(packages))) {
            files.map(Path::toString).filter(name -> name.matches(".*\\.(tgz|whl)")).forEach(words::add);
        }
        try (Command add = distribution.start(words.toArray(String[]::new))) {
            assertThat(add.exitCode()).as(add.output()).isZero();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (Browser browser : Arrays.asList(emitter, receiver)) {
            if (browser != null) {
                browser.close();
            }
        }
        if (runtime != null) {
            runtime.close();
        }
    }

    private static void begin(Browser browser, String role) throws Exception {
        Pattern link = Pattern.compile("participant's page, " + role + ": (http\\S+)");
        Matcher printed = link.matcher(runtime.awaitLine(0, link.pattern()));
        printed.find();
        browser.visit(printed.group(1));
        browser.await(".consent .text", text -> text.contains("This is an example of a consent text"));
        browser.element("input[name=code]").sendKeys(role);
        browser.element("input[name=agree]").click();
        if (role.equals("emitter")) {
            browser.element("input[name=video]").click();
        }
        browser.element("button.main").click();
    }

    @Test
    @Order(1)
    void nothingIsCapturedBeforeTheConsent() throws Exception {
        Pattern link = Pattern.compile("participant's page, emitter: (http\\S+)");
        Matcher printed = link.matcher(runtime.awaitLine(0, link.pattern()));
        printed.find();
        emitter.visit(printed.group(1));
        emitter.await(".consent .text", text -> text.contains("your browser looks at the pictures"));
        assertThat(emitter.texts(".capture")).isEmpty();
        assertThat(runtime.output()).doesNotContain("emitter-face LIVE", "emitter-sound LIVE");
    }

    @Test
    @Order(2)
    void facesAndVoicesStream() throws Exception {
        begin(emitter, "emitter");
        begin(receiver, "receiver");
        runtime.awaitLine(0, "emitter-sound LIVE: the page of the emitter streams");
        runtime.awaitLine(0, "emitter-face LIVE: the page of the emitter streams");
        runtime.awaitLine(0, "receiver-face LIVE: the page of the receiver streams");
        emitter.await(".capture", text -> text.contains("Camera") && text.contains("pictures a second"));
        runtime.awaitLine(0, "impression.*(competence|warmth)|impression LIVE");
        double until = LslClock.now() + SECONDS;
        Command.await(() -> LslClock.now() > until, () -> "the end of a short session");
    }

    @Test
    @Order(3)
    void aMissingFaceIsTold() throws Exception {
        runtime.awaitLine(0, "emitter-face LIVE: sees no face");
        runtime.awaitLine(0, "emitter-face LIVE: sees the emitter's face again");
        emitter.await(".capture", text -> text.contains("No face is seen"));
    }

    @Test
    @Order(4)
    void nobodyElseIsAskedForAnything() {
        for (Browser browser : List.of(emitter, receiver)) {
            assertThat(browser.foreignRequests(page.address())).isEmpty();
        }
    }

    @Test
    @Order(5)
    void videoIsKeptOfWhoAgreedToThatAndOfNobodyElse() throws Exception {
        assertThat(emitter.text(".capture")).contains("The video is kept.");
        assertThat(receiver.text(".capture")).contains("Camera").doesNotContain("video");
        String post = "return fetch('/participant/%s/video/0/0123456789/0', { method: 'POST', headers: { 'Content-Type': "
                + "'video/webm' }, body: 'x' }).then(answer => answer.status)";
        assertThat(receiver.run(post.formatted("receiver"))).as("of a camera that is not asked for video").isEqualTo(403L);
        assertThat(receiver.run(post.formatted("emitter"))).as("of another person").isEqualTo(403L);
        Path file = video();
        byte[] bytes = Files.readAllBytes(file);
        assertThat(Arrays.copyOf(bytes, 4)).as("how WebM begins").isEqualTo(new byte[]{0x1a, 0x45, (byte) 0xdf, (byte) 0xa3});
        assertThat(bytes.length).as("some seconds of video").isGreaterThan(50_000);
        assertThat(distribution.home().resolve("sessions/receiver/session.json")).content().contains("\"video\": false");
        assertThat(distribution.home().resolve("sessions/emitter/session.json")).content().contains("\"video\": true");
    }

    private static Path video() throws IOException {
        try (Stream<Path> files = Files.list(distribution.home().resolve("sessions/emitter"))) {
            return files.filter(file -> file.getFileName().toString().matches("emitter-face-.*\\.webm")).findFirst()
                    .orElseThrow();
        }
    }

    @Test
    @Order(6)
    void theFaceOfAPictureIsThatOfThePythonPackage() throws Exception {
        emitter.run("""
                window.found = null;
                const bytes = Uint8Array.from(atob(arguments[0]), c => c.charCodeAt(0));
                createImageBitmap(new Blob([bytes], { type: 'image/png' })).then(picture => {
                  const worker = new Worker('/participant/face-worker.js', { type: 'module' });
                  worker.onmessage = ({ data }) => {
                    if (data.op === 'ready') {
                      worker.postMessage({ op: 'picture', picture, stamp: performance.now(), rate: 30 }, [picture]);
                    } else if (data.op === 'row' || data.op === 'failed') {
                      window.found = data.op === 'row' ? [...data.values] : [data.why];
                    }
                  };
                  worker.postMessage({ op: 'start', mode: 'IMAGE' });
                });""", Base64.getEncoder().encodeToString(Files.readAllBytes(picture)));
        emitter.until("return window.found !== null");
        List<?> found = (List<?>) emitter.run("return window.found");
        assertThat(found).hasSize(SHAPES + 10);
        JsonObject golden = golden();
        JsonObject shapes = golden.getJsonObject("blendshapes");
        List<String> names = shapes.keySet().stream().filter(name -> !name.equals("_neutral")).toList();
        for (int i = 0; i < SHAPES; i++) {
            assertThat(value(found, i)).as(names.get(i)).isCloseTo(score(shapes, names.get(i)), within(SAME));
        }
        assertThat(value(found, SHAPES)).isCloseTo(score(shapes, "eyeLookOutLeft") - score(shapes, "eyeLookInLeft"),
                within(2 * SAME));
        for (int i = 0; i < 3; i++) {
            assertThat(value(found, SHAPES + 4 + i))
                    .isCloseTo((float) golden.getJsonArray("matrix").getJsonNumber(12 + i).doubleValue(), within(0.01f));
        }
        double pitch = Math.asin(-golden.getJsonArray("matrix").getJsonNumber(9).doubleValue());
        assertThat(value(found, SHAPES + 8)).isCloseTo((float) pitch, within(SAME));
    }

    private static JsonObject golden() throws IOException {
        try (Reader text = Files.newBufferedReader(GOLDEN); var json = Json.createReader(text)) {
            return json.readObject();
        }
    }

    private static float value(List<?> found, int index) {
        return ((Number) found.get(index)).floatValue();
    }

    private static float score(JsonObject shapes, String name) {
        return (float) shapes.getJsonNumber(name).doubleValue();
    }

    @Test
    @Order(7)
    void theRecordingHoldsThemAndIsTheSameToTheBit() throws Exception {
        runtime.signal("TERM");
        runtime.exitCode();
        XdfFile file = XdfReader.read(recording);
        face(stream(file, "emitter-face"));
        face(stream(file, "receiver-face"));
        sound(stream(file, "emitter-sound"));
        assertThat(stream(file, "impression").samples()).isPositive();
        assertThat(file.streams()).filteredOn(one -> one.format() == XdfFormat.STRING).as("when the video began")
                .anySatisfy(one -> assertThat(one.values().strings()).contains("video: " + video().getFileName()));
        try (Command verify = distribution.start("verify", recording.toString(), "--pipeline",
                distribution.home().resolve(EXAMPLE).toString())) {
            assertThat(verify.exitCode(Duration.ofMinutes(4))).as(verify.output()).isZero();
            assertThat(verify.output()).contains("emitter-voice: ", "impression: ").contains("equal to the bit: the same");
        }
    }

    private static XdfStream stream(XdfFile file, String name) {
        return file.streams().stream().filter(
                one -> one.name().equals(name) && one.channelCount() != 0 && one.samples() > 0 && !one.type().equals("Markers"))
                .findFirst().orElseThrow();
    }

    /** The face of a picture is as good as still, and then there is none: whole rows are NaN. */
    private static void face(XdfStream face) {
        int width = face.channelCount();
        float[] values = face.values().floats();
        assertThat(width).isEqualTo(SHAPES + 10);
        List<Float> smiles = new ArrayList<>();
        int missing = 0;
        for (int row = 0; row < face.samples(); row++) {
            boolean none = Float.isNaN(values[row * width]);
            missing += none ? 1 : 0;
            for (int i = 0; i < width; i++) {
                assertThat(Float.isNaN(values[row * width + i])).isEqualTo(none);
            }
            if (!none) {
                smiles.add(values[row * width + 43]); // mouthSmileLeft: the astronaut smiles
            }
        }
        assertThat(missing).isBetween(5, face.samples() - 5);
        assertThat(smiles.stream().mapToDouble(Float::doubleValue).average().orElseThrow()).isGreaterThan(0.7);
        double[] times = face.times();
        assertThat(IntStream.range(1, times.length).allMatch(i -> times[i] >= times[i - 1])).isTrue();
    }

    /** Sample by sample the sound of the file, but for moments in which the browser itself had no time for sound. */
    private static void sound(XdfStream sound) {
        float[] values = sound.values().floats();
        int length = 800;
        int good = 0;
        int stretches = values.length / length;
        for (int i = 0; i < stretches; i++) {
            good += PlayedSound.isIn(values, i * length, length, RATE) ? 1 : 0;
        }
        assertThat(stretches).isGreaterThan(100);
        assertThat((double) good / stretches).as("stretches of 50 ms that are the sound of the file").isGreaterThan(0.8);
        double[] times = sound.times();
        double period = (times[times.length - 1] - times[times.length / 2]) / (times.length - 1 - times.length / 2);
        assertThat(1 / period).as("samples a second").isCloseTo(RATE, within(0.01 * RATE));
    }
}
