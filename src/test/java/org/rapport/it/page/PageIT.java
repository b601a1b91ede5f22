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
import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.it.Command;
import org.rapport.it.Distribution;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;

/** What the page's server answers while a simulated session runs, and whom it refuses. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {
    private static final int LSL_PORT = 27900;
    private static final int PAGE_PORT = 28085;

    private static ServerSocket neighbour;
    private static RunningPage running;
    private static Command lab;
    private static Command runtime;
    private static PageClient page;
    private static double pushed;

    @BeforeAll
    static void start() throws Exception {
        neighbour = new ServerSocket(PAGE_PORT, 1, java.net.InetAddress.getLoopbackAddress());
        running = RunningPage.start(PageIT.class, LSL_PORT, PAGE_PORT, demo -> demo, "--seed", "78");
        lab = running.lab();
        runtime = running.runtime();
        page = running.client();
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) {
            running.close();
        }
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
                "api/control/stop", "api/control/mark", "api/control/preflight", "api/anything")) {
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
        assertThat(start.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(page.get("app.js").headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(page.get("lib/lit-html/directives/repeat.js").statusCode()).isEqualTo(200);
        assertThat(page.get("lib/uplot/uPlot.esm.js").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void sendsTheValuesThatAreOnTheWire() throws Exception {
        Map<Double, Float> wire = new HashMap<>();
        int number = stream("sim-receiver-gsr");
        try (Lsl lsl = Lsl.open(LslConfig.parse(Distribution.lslConfig(LSL_PORT)));
                PageClient.Live live = page.live();
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

    @Test
    @Order(2)
    void sendsWhatWasToWhoComesBackToAStream() throws Exception {
        int number = stream("sim-receiver-ecg");
        String wish = "{\"watch\": [{\"stream\": " + number + ", \"first\": 0, \"count\": 1, \"seconds\": 60}]}";
        Command.await(() -> tellsSeconds() > 12, () -> "some seconds of it");
        try (PageClient.Live live = page.live()) {
            live.say(wish);
            Command.await(() -> span(live.rows) > 3, () -> "seconds of what was");
            for (int round = 0; round < 20; round++) {
                live.say("{\"watch\": []}");
                int before = live.rows.size();
                live.say(wish); // at once, before anything was sent
                Command.await(() -> span(live.rows.stream().skip(before).toList()) > 3, () -> "what was, once more");
            }
        }
    }

    private static double tellsSeconds() {
        try {
            JsonObject session = page.session();
            return session.getJsonNumber("now").doubleValue() - session.getJsonNumber("began").doubleValue();
        } catch (IOException | InterruptedException e) {
            return 0;
        }
    }

    /** How far back the first rows go from the last. */
    private static double span(List<PageClient.Rows> rows) {
        double first = rows.stream().mapToDouble(one -> one.times()[0]).min().orElse(0);
        return rows.stream().mapToDouble(one -> one.times()[one.times().length - 1]).max().orElse(0) - first;
    }

    private static int stream(String name) throws Exception {
        int[] number = {-1};
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
        Answers answers = new Answers(page);
        for (String path : answers.paths().keySet()) {
            boolean named = path.endsWith("/report") || path.endsWith("/mapping") || path.endsWith("/participants")
                    || path.startsWith("/api/recordings");
            if (answers.paths().getJsonObject(path).containsKey("get") && path.startsWith("/api") && !named) {
                answers.get(path, "", 200);
            }
        }
        answers.get("/api/streams/{number}", "999", 404);
        answers.get("/api/control/report", "?name=nobody.xdf", 404);
        answers.get("/api/control/participants", "", 403);
        answers.get("/api/control/participants", "?token=" + page.token(), 200);
        answers.get("/api/devices/mapping", "?uid=nobody", 404);
        Command.await(() -> counts().equals("8 of 8"), () -> "eight devices of eight, but there are " + counts());
    }

    /** Devices come one after the other, and the first prediction does not wait for all. */
    private static String counts() {
        try {
            JsonObject session = page.session();
            return session.getInt("there") + " of " + session.getInt("expected");
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
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
                    .getValuesAs(JsonObject.class).stream()
                    .anyMatch(one -> one.getInt("number") == number && one.getBoolean("acknowledged") && !one.isNull("over")),
                    () -> "an acknowledged trouble");
        }
    }

    /** Every answer to every action: one that is granted, and each that is not. */
    @Test
    @Order(6)
    void answersActionsAsItsDescriptionSays() throws Exception {
        Answers answers = new Answers(page);
        answers.post("/api/troubles/{number}/acknowledge", "0", "", 200);
        answers.post("/api/troubles/{number}/acknowledge", "99999", "", 404);
        answers.post("/api/troubles/{number}/acknowledge-all", "0", "", 200);

        for (String path : answers.paths().keySet()) {
            if (answers.paths().getJsonObject(path).containsKey("post") && !path.startsWith("/api/troubles")) {
                answers.post(path, "", "[1", 400);
            }
        }
        answers.post("/api/control/mark", "", "{\"text\": 3}", 400);
        answers.post("/api/control/mark", "", "{\"text\": \" \"}", 400);
        answers.post("/api/control/start", "", """
                {"session": "1", "emitter": "E", "receiver": "R", "notes": ""}""", 200);
        answers.post("/api/control/start", "", "{}", 409);
        answers.post("/api/control/mark", "", "{\"text\": \"here\"}", 200);
        answers.post("/api/control/mark", "", "{\"text\": \"\u009b2Jup\u202eside\"}", 200);
        runtime.awaitLine(0, "audit: POST /api/control/start from 127.0.0.1: answered 200, asked "
                + "\\{\"session\":\"1\",\"emitter\":\"E\",\"receiver\":\"R\",\"notes\":\"\"}");
        runtime.awaitLine(0, "answered 200, asked \\{\"text\":\"\\?2Jup\\?side\"}");
        String recorded = recording();
        answers.get("/api/recordings/view", "?name=" + recorded, 409);
        answers.post("/api/recordings/verify", "", "{\"name\": \"" + recorded + "\", \"pipeline\": \"impression\"}", 409);
        answers.post("/api/control/stop", "", "", 200);

        answers.get("/api/recordings/view", "?name=nobody", 404);
        answers.get("/api/recordings/view", "?name=" + recorded, 200);
        Command.await(() -> state(recorded).equals("open"), () -> "a recording that is open");
        JsonObject view = PageClient.json(answers.get("/api/recordings/view", "?name=" + recorded, 200).body()).asJsonObject();
        double start = view.getJsonNumber("start").doubleValue();
        String stretch = "?name=" + recorded + "&from=" + start + "&to=" + (start + 1) + "&moments=100&streams=";
        answers.get("/api/recordings/samples", stretch + view.getJsonArray("streams").getJsonObject(0).getInt("number") + ":0:1",
                200);
        for (String wrong : List.of("1:0", "1:-1:1", "1:0:70000", "a:b:c")) {
            answers.get("/api/recordings/samples", stretch + wrong, 400);
        }
        answers.get("/api/recordings/samples", "?name=nobody", 404);
        answers.post("/api/recordings/verify", "", "{\"name\": \"nobody\", \"pipeline\": \"impression\"}", 404);
        answers.post("/api/recordings/verify", "", "{\"name\": \"" + recorded + "\", \"pipeline\": \"../conf\"}", 409);
        answers.post("/api/recordings/verify", "", "{\"name\": 1}", 400);
        answers.post("/api/recordings/verify", "", "{\"name\": \"" + recorded + "\", \"pipeline\": \"impression\"}", 202);
        answers.post("/api/recordings/cancel", "", "", 200);
        answers.get("/api/control/recordings", "", 200);
        answers.get("/api/control/report", "?name=" + recorded, 200);

        answers.post("/api/control/preflight", "", "{\"pipeline\": \"../conf\"}", 409);
        answers.post("/api/control/preflight", "", "{\"pipeline\": 1}", 400);
        answers.post("/api/control/preflight", "", "{\"pipeline\": \"impression\"}", 202);

        JsonObject device = PageClient.json(answers.post("/api/devices/look", "", "", 200).body()).asJsonObject()
                .getJsonArray("devices").getJsonObject(0);
        answers.get("/api/devices/mapping", "?uid=" + device.getString("uid"), 200);
        String wish = "{\"name\": \"again\", \"model\": \"%s\", \"devices\": [{\"uid\": \"" + device.getString("uid")
                + "\", \"role\": \"emitter\"}]}";
        answers.post("/api/devices/pipeline", "", wish.formatted(""), 200);
        answers.post("/api/devices/pipeline", "", wish.formatted("models/none"), 409);
        answers.post("/api/devices/pipeline", "", "{}", 400);
        answers.post("/api/devices/start", "", "{\"name\": \"../x\", \"text\": \"{}\"}", 409);
        answers.post("/api/devices/start", "", "{\"name\": []}", 400);
        answers.post("/api/devices/start", "", "{\"name\": \"empty\", \"text\": \"{ }\"}", 200);
        answers.post("/api/devices/mapping", "", "{\"name\": \"../x\", \"text\": \"{}\"}", 409);
        answers.post("/api/devices/mapping", "", "{\"name\": 1}", 400);
        answers.post("/api/devices/mapping", "", "{\"name\": \"mine\", \"text\": \"{ }\"}", 200);
        answers.post("/api/control/next-participant", "", "{\"role\": \"receiver\"}", 409);
        answers.post("/api/control/next-participant", "", "{\"role\": 1}", 400);
        Path rated = Files.writeString(running.pipelines().resolve("rated.json"), "{ \"rapport.source.rating~ratings\": { } }");
        Command.await(() -> page.tries("api/control/next-participant", "{\"role\": \"receiver\"}") == 200,
                () -> "a page for a participant");
        String link = answers.get("/api/control/participants", "?token=" + page.token(), 200).body();
        answers.post("/api/control/next-participant", "", "{\"role\": \"receiver\"}", 200);
        assertThat(answers.get("/api/control/participants", "?token=" + page.token(), 200).body()).isNotEqualTo(link);
        Files.delete(rated);
        Command.await(() -> page.tries("api/control/next-participant", "{\"role\": \"receiver\"}") == 409,
                () -> "an end of the pipeline");
        assertThat(answers.unseen("post")).isEmpty();
    }

    private static String recording() throws Exception {
        return PageClient.json(page.get("api/control/recordings").body()).asJsonArray().getJsonObject(0).getString("name");
    }

    private static String state(String recording) {
        try {
            return PageClient.json(page.get("api/recordings/view?name=" + recording).body()).asJsonObject().getString("state");
        } catch (IOException | InterruptedException e) {
            return "";
        }
    }

    /** What the graph reads is not asked a second time. */
    @Test
    @Order(3)
    void thePreflightOfWhatRunsReadsNoDeviceAgain() throws Exception {
        try (Lsl lsl = Lsl.open(LslConfig.parse(Distribution.lslConfig(LSL_PORT)));
                Outlet outlet = lsl.outlet(StreamInfo.builder("wrist", "EDA").nominalRate(4).sourceId("wrist-1").build())) {
            Files.writeString(running.pipelines().resolve("wrist.json"), """
                    { "rapport.source.physio~wrist": { "role": "emitter", "stream": "wrist" },
                      "rapport.sink.csv~kept": { "inputs": ["wrist"], "file": "out/wrist.csv" } }
                    """);
            Command.await(() -> push(outlet) && outlet.consumers() == 1 && runtime.output().contains("wrist LIVE"),
                    () -> "somebody who reads it");
            assertThat(page.post("api/control/preflight", page.token(), "{\"pipeline\": \"wrist\"}").statusCode()).isEqualTo(202);
            int[] most = new int[1];
            Command.await(() -> push(outlet) && (most[0] = Math.max(most[0], outlet.consumers())) > 0 && isTried("wrist"),
                    () -> "a verdict");
            assertThat(most[0]).isEqualTo(1);
            JsonObject told = page.session().getJsonObject("preflight");
            assertThat(told.getBoolean("go")).as(told.toString()).isTrue();
            assertThat(told.getJsonArray("lines").toString()).contains("wrist");
        } finally {
            Files.delete(running.pipelines().resolve("wrist.json"));
        }
    }

    /** Four samples a second, whoever asks how often. */
    private static boolean push(Outlet outlet) {
        for (pushed = pushed == 0 ? LslClock.now() : pushed; pushed <= LslClock.now(); pushed += 0.25) {
            outlet.push(new float[]{3 + (float) Math.sin(pushed)}, pushed);
        }
        return true;
    }

    private static boolean isTried(String pipeline) {
        try {
            JsonObject told = page.session().getJsonObject("preflight");
            return !told.getBoolean("running") && told.getString("pipeline", "").equals(pipeline);
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static JsonObject trouble(JsonObject session) {
        return session.getJsonArray("troubles").getValuesAs(JsonObject.class).stream()
                .filter(one -> List.of("STALE", "LOST").contains(one.getString("kind"))
                        && one.getString("about").contains("sim-receiver-eyetracker"))
                .findFirst().orElse(null);
    }

    @Test
    @Order(5)
    void showsTheFaultsOfABrokenEditWhereTheyAre() throws Exception {
        Path file = running.pipelines().resolve("impression.json");
        Files.writeString(file, Files.readString(file).replace("\"hop\": 5", "\"hopp\": 5"));
        runtime.awaitLine(0, "keeps running as before this edit");
        JsonObject pipeline = PageClient.json(page.get("api/pipelines").body()).asJsonArray().getJsonObject(0);
        assertThat(pipeline.getBoolean("running")).isTrue();
        JsonObject fault = pipeline.getJsonArray("faults").getJsonObject(0);
        assertThat(fault.getString("node")).isEqualTo("impression");
        assertThat(fault.getString("message")).contains("did you mean \"hop\"?");
        assertThat(fault.getInt("line")).isGreaterThan(1);
        assertThat(pipeline.getJsonArray("nodes")).hasSize(12);
        assertThat(((JsonString) pipeline.getJsonArray("nodes").getJsonObject(0).get("kind")).getString()).isEqualTo("SOURCE");
    }
}
