package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.lsl4j.Inlet;
import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.rapport.it.Command;
import org.rapport.it.Distribution;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;

/** What the page's server answers while a simulated session runs, and whom it refuses. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {
    private static final int LSL_PORT = 27900;
    private static final int PAGE_PORT = 28085;

    private static final Path folder = Distribution.folder(PageIT.class);
    private static ServerSocket neighbour;
    private static Command lab;
    private static Command runtime;
    private static PageClient page;

    @BeforeAll
    static void start() throws Exception {
        neighbour = new ServerSocket(PAGE_PORT, 1, java.net.InetAddress.getLoopbackAddress());
        Distribution distribution = new Distribution(folder.resolve("rapport"), LSL_PORT);
        Path pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Files.copy(distribution.home().resolve("examples/demo/impression.json"), pipelines.resolve("impression.json"));
        lab = distribution.start("simulate", "--seed", "78");
        runtime = distribution.start("run", "--pipelines", pipelines.toString(), "--page", String.valueOf(PAGE_PORT));
        page = PageClient.of(runtime);
    }

    @AfterAll
    static void stop() throws Exception {
        runtime.close();
        lab.close();
        neighbour.close();
    }

    @Test
    @Order(1)
    void takesTheNextPortIfItsOwnIsTakenAndSaysSo() {
        assertThat(page.port()).isGreaterThan(PAGE_PORT);
        assertThat(runtime.output()).contains("(port " + PAGE_PORT + " is taken)").as("what its server says of itself is no news")
                .doesNotContainIgnoringCase("jetty").doesNotContain("ServletContextHandler");
    }

    @Test
    @Order(1)
    void refusesOtherHostsAndOtherPagesAndWrongTokens() throws Exception {
        String host = "Host: 127.0.0.1:" + page.port();
        assertThat(page.raw("GET /api/session HTTP/1.1", host)).contains("200");
        assertThat(page.raw("GET /api/session HTTP/1.1", "Host: rapport.example:" + page.port())).contains("403");
        assertThat(page.raw("GET / HTTP/1.1", "Host: 127.0.0.1:1")).contains("403");
        assertThat(page.raw("GET /api/session HTTP/1.1", host, "Origin: http://evil.example")).contains("403");
        assertThat(page.raw("GET /api/session HTTP/1.1", host, "Origin: null")).contains("403");
        assertThat(page.raw("GET /api/session HTTP/1.1", host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"))
                .contains("403");
        assertThat(page.raw("GET /?token=wrong HTTP/1.1", host)).contains("403");
        String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==";
        assertThat(page.raw("GET /live HTTP/1.1", host, "Origin: http://evil.example", upgrade)).contains("403");
        assertThat(page.raw("GET /live HTTP/1.1", host, upgrade)).contains("403");
        for (String action : List.of("api/troubles/0/acknowledge", "api/troubles/0/acknowledge-all", "api/control/start",
                "api/control/stop",
                "api/control/mark", "api/control/preflight", "api/anything")) {
            assertThat(page.post(action, "", "").statusCode()).isEqualTo(403);
            assertThat(page.post(action, "wrong", "").statusCode()).isEqualTo(403);
        }
        assertThat(page.post("api/anything", page.token(), "").statusCode()).isEqualTo(404);
        runtime.awaitLine(0, "audit: POST /api/anything from 127.0.0.1: answered 404");
    }

    @Test
    @Order(1)
    void servesItsOwnFilesAndNoOthers() throws Exception {
        for (String path : List.of("/../conf/config.properties", "/%2e%2e/conf/config.properties", "/lib/../../OSGI-INF",
                "/lib/..%2f..%2fOSGI-INF", "//etc/passwd", "/OSGI-INF/org.rapport.web.Api.xml", "/lib/")) {
            assertThat(page.raw("GET " + path + " HTTP/1.1", "Host: 127.0.0.1:" + page.port())).as(path).matches(".* 40[04] .*");
        }
        HttpResponse<String> start = page.get("");
        assertThat(start.statusCode()).isEqualTo(200);
        assertThat(start.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'",
                "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(page.get("app.js").headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(page.get("lib/lit-html/directives/repeat.js").statusCode()).isEqualTo(200);
        assertThat(page.get("lib/uplot/uPlot.esm.js").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void sendsTheValuesThatAreOnTheWire() throws Exception {
        Map<Double, Float> wire = new HashMap<>();
        int number = stream("sim-receiver-gsr");
        try (Lsl lsl = Lsl.open(LslConfig.parse(Distribution.lslConfig(LSL_PORT))); PageClient.Live live = page.live();
                Inlet inlet = lsl.inlet(lsl.resolveBy("name", "sim-receiver-gsr", 1, Duration.ofSeconds(20)).get(0))) {
            float[] sample = new float[1];
            inlet.pull(sample, Duration.ofSeconds(10));
            live.say("{\"watch\": [{\"stream\": " + number + ", \"first\": 0, \"count\": 1, \"seconds\": 0}]}");
            for (int i = 0; i < 16; i++) {
                double stamp = inlet.pull(sample, Duration.ofSeconds(10));
                wire.put(stamp, sample[0]);
            }
            Command.await(() -> live.rows.stream().mapToInt(rows -> rows.times().length).sum() >= 8, () -> "eight samples");
            int compared = 0;
            for (PageClient.Rows rows : live.rows) {
                for (int i = 0; i < rows.times().length; i++) {
                    double time = rows.times()[i];
                    float value = rows.values()[i];
                    // the page's times are on this machine's clock: corrected by the measured offset of a few microseconds
                    compared += wire.entrySet().stream().filter(sent -> Math.abs(sent.getKey() - time) < 0.05)
                            .peek(sent -> assertThat(value).isEqualTo(sent.getValue())).count();
                }
            }
            assertThat(compared).isGreaterThanOrEqualTo(6);
        }
    }

    private static int stream(String name) throws Exception {
        int[] number = { -1 };
        Command.await(() -> {
            try {
                page.session().getJsonArray("sources").getValuesAs(JsonObject.class).stream()
                        .filter(source -> source.getString("name").equals(name) && !source.isNull("stream"))
                        .forEach(source -> number[0] = source.getInt("stream"));
                return number[0] >= 0;
            } catch (IOException | InterruptedException e) {
                return false;
            }
        }, () -> "samples of " + name);
        return number[0];
    }

    @Test
    @Order(2)
    void closesTheSocketOfWhoeverSendsWhatItDoesNotKnow() throws Exception {
        try (PageClient.Live stranger = page.live()) {
            Command.await(() -> !stranger.states.isEmpty(), () -> "a state");
            stranger.say("{\"watch\": [{\"stream\": 1e99}]}");
            int before = stranger.states.size();
            try (PageClient.Live other = page.live()) {
                Command.await(() -> other.states.size() > 5, () -> "states for whoever behaves");
            }
            assertThat(stranger.states.size()).isLessThanOrEqualTo(before + 2);
        }
    }

    @Test
    @Order(3)
    void answersAsItsDescriptionSays() throws Exception {
        runtime.awaitLine(0, "competence [-+]\\d");
        JsonObject description = PageClient.json(page.get("openapi.json").body()).asJsonObject();
        Schema schema = new Schema(description);
        int compared = 0;
        for (String path : description.getJsonObject("paths").keySet()) {
            JsonObject methods = description.getJsonObject("paths").getJsonObject(path);
            String asked = path.substring(1).replaceAll("\\{[a-z]+}", "0");
            if (!methods.containsKey("get") || !path.startsWith("/api") || path.endsWith("/report") || path
                    .endsWith("/mapping")) {
                continue;
            }
            HttpResponse<String> answer = page.get(asked);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            JsonObject told = methods.getJsonObject("get").getJsonObject("responses").getJsonObject("200")
                    .getJsonObject("content").getJsonObject("application/json").getJsonObject("schema");
            assertThat(schema.differences(told, PageClient.json(answer.body()))).as(path).isEmpty();
            compared++;
        }
        assertThat(compared).isGreaterThanOrEqualTo(5);
        assertThat(page.session().getInt("expected")).isEqualTo(8);
        assertThat(page.session().getInt("there")).isEqualTo(8);
    }

    @Test
    @Order(3)
    void tellsPrometheusWhatTheGraphCounts() throws Exception {
        String metrics = page.get("metrics").body();
        assertThat(metrics).contains("rapport_streams_expected 8.0")
                .containsPattern("rapport_node_sent_blocks_total\\{node=\"impression\",pipeline=\"impression\",type=[^}]*} [1-9]")
                .containsPattern("rapport_node_latency_seconds\\{[^}]*node=\"features\"[^}]*quantile=\"0.99\"[^}]*} \\d");
        assertThat(metrics.lines().filter(line -> line.startsWith("rapport_source_live"))).hasSize(8);
    }

    @Test
    @Order(4)
    void tellsOfALostDeviceWithinASecondAndOfItsReturn() throws Exception {
        try (PageClient.Live live = page.live()) {
            lab.say("drop receiver-eyetracker");
            PageClient.State[] told = new PageClient.State[1];
            Command.await(() -> {
                told[0] = live.states.stream().filter(state -> trouble(state.session()) != null).findFirst().orElse(null);
                return told[0] != null;
            }, () -> "a trouble of the eye tracker");
            JsonObject trouble = trouble(told[0].session());
            assertThat(told[0].at() - trouble.getJsonNumber("first").doubleValue()).isBetween(0.0, 1.0);
            assertThat(told[0].session().getInt("there")).isLessThan(8);
            lab.say("restore receiver-eyetracker");
            Command.await(() -> live.states.get(live.states.size() - 1).session().getInt("there") == 8, () -> "its return");
            int number = trouble.getInt("number");
            assertThat(page.post("api/troubles/" + number + "/acknowledge", page.token(), "").statusCode()).isEqualTo(200);
            Command.await(() -> live.states.get(live.states.size() - 1).session().getJsonArray("troubles")
                    .getValuesAs(JsonObject.class).stream().anyMatch(one -> one.getInt("number") == number
                            && one.getBoolean("acknowledged") && !one.isNull("over")), () -> "an acknowledged trouble");
        }
    }

    @Test
    @Order(4)
    void saysWhatIsInTheWayOfARecording() throws Exception {
        HttpResponse<String> answer = page.post("api/control/start", page.token(), "{\"session\": \"1\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("no running pipeline has a rapport.sink.xdf");
        assertThat(page.post("api/control/start", page.token(), "[1").statusCode()).isEqualTo(400);
        assertThat(page.post("api/control/mark", page.token(), "{\"text\": 3}").statusCode()).isEqualTo(400);
        assertThat(page.post("api/control/mark", page.token(), "{\"text\": \" \"}").statusCode()).isEqualTo(400);
        assertThat(page.post("api/control/preflight", page.token(), "{\"pipeline\": \"../conf\"}").statusCode()).isEqualTo(409);
        assertThat(page.get("api/control/report?name=../../conf/config.properties").statusCode()).isEqualTo(404);
    }

    private static JsonObject trouble(JsonObject session) {
        return session.getJsonArray("troubles").getValuesAs(JsonObject.class).stream()
                .filter(one -> List.of("STALE", "LOST").contains(one.getString("kind"))
                        && one.getString("about").contains("sim-receiver-eyetracker")).findFirst().orElse(null);
    }

    @Test
    @Order(5)
    void showsTheFaultsOfABrokenEditWhereTheyAre() throws Exception {
        Path file = folder.resolve("pipelines/impression.json");
        Files.writeString(file, Files.readString(file).replace("\"hop\": 5", "\"hopp\": 5"));
        runtime.awaitLine(0, "goes on as it was before this edit");
        JsonObject pipeline = PageClient.json(page.get("api/pipelines").body()).asJsonArray().getJsonObject(0);
        assertThat(pipeline.getBoolean("running")).isTrue();
        JsonObject fault = pipeline.getJsonArray("faults").getJsonObject(0);
        assertThat(fault.getString("node")).isEqualTo("impression");
        assertThat(fault.getString("message")).contains("did you mean \"hop\"?");
        assertThat(fault.getInt("line")).isGreaterThan(1);
        assertThat(pipeline.getJsonArray("nodes")).hasSize(11);
        assertThat(((JsonString) pipeline.getJsonArray("nodes").getJsonObject(0).get("kind")).getString()).isEqualTo("SOURCE");
    }
}
