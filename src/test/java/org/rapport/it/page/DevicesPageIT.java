package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.rapport.it.Command;
import org.rapport.it.Distribution;

import jakarta.json.JsonObject;

/** From an empty runtime to predictions without writing a file: on the page, and on the command line. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DevicesPageIT {
    private static final int LSL_PORT = 28100;
    private static final int PAGE_PORT = 28385;

    private static RunningPage running;
    private static Distribution distribution;
    private static Path pipelines;
    private static PageClient page;

    @BeforeAll
    static void start() throws Exception {
        running = RunningPage.start(DevicesPageIT.class, LSL_PORT, PAGE_PORT, demo -> "", "--seed", "80");
        distribution = running.distribution();
        pipelines = running.pipelines();
        page = running.client();
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) {
            running.close();
        }
    }

    @Test
    @Order(1)
    void theCommandWritesAFileThatItsCheckAccepts() throws Exception {
        Path file = running.folder().resolve("by-command.json");
        try (Command command = distribution.start("pipeline", "new", "--role", "sim-emitter-webcam=emitter", "--role",
                "sim-receiver-webcam=receiver", "--role", "sim-receiver-label=receiver", "--model", "examples/demo/model",
                "--out", file.toString())) {
            assertThat(command.exitCode()).as(command.output()).isZero();
        }
        assertThat(Files.readString(file)).contains("  // The emitter\n", "\"rapport.source.face~emitter-face\"",
                "\"sourceId\": \"sim-emitter-webcam-80\"", "\"rate\": 25, \"delay\": 0.5",
                "\"inputs\": [\"impression\", \"receiver-label\"]");
        try (Command check = distribution.start("check", file.toString())) {
            assertThat(check.exitCode()).as(check.output()).isZero();
        }
        try (Command again = distribution.start("pipeline", "new", "--role", "sim-emitter-webcam=emitter", "--out",
                file.toString())) {
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.output()).contains("exists already; name another file");
        }
        try (Command wrong = distribution.start("pipeline", "new", "--role", "sim-nobody=emitter")) {
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.output()).contains("no stream is called \"sim-nobody\"; there are ", "sim-emitter-webcam");
        }
    }

    @Test
    @Order(1)
    void refusesNamesThatLeaveTheFolderAndFilesWithFaults() throws Exception {
        for (String name : List.of("../evil", "a/b", "", ".hidden", "a.b")) {
            assertThat(
                    page.post("api/devices/start", page.token(), "{\"name\": \"" + name + "\", \"text\": \"{}\"}").statusCode())
                    .as(name).isEqualTo(409);
            assertThat(
                    page.post("api/devices/mapping", page.token(), "{\"name\": \"" + name + "\", \"text\": \"{}\"}").statusCode())
                    .as(name).isEqualTo(409);
        }
        assertThat(page.post("api/devices/start", page.token(), "{\"name\": \"x\", \"text\": \"{ \\\"a\\\": 1 }\"}").body())
                .contains("x.json:1", "is not of the form type~name");
        assertThat(page.post("api/devices/look", "", "").statusCode()).isEqualTo(403);
        assertThat(page.post("api/devices/pipeline", page.token(), "{}").statusCode()).isEqualTo(400);
        assertThat(pipelines).isEmptyDirectory();
    }

    @Test
    @Order(1)
    void saysWhatIsInTheWayOfARecording() throws Exception {
        HttpResponse<String> answer = page.post("api/control/start", page.token(), "{\"session\": \"1\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("no running pipeline has a rapport.sink.xdf");
        assertThat(page.get("api/control/report?name=../../conf/config.properties").statusCode()).isEqualTo(404);
        assertThat(page.get("api/recordings/view?name=../../conf/config.properties").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(2)
    @Tag("browser")
    void thePageMakesAPipelineThatPredicts() throws Exception {
        assumeTrue(Browser.isThere(), "there is no Chromium with its driver: /usr/bin/chromium and /usr/bin/chromedriver");
        try (Browser browser = Browser.open()) {
            browser.visit(page.addressWithToken());
            browser.await("main", text -> text.contains("No pipeline runs"));
            browser.visit(page.address() + "#devices");
            browser.await("table.devices tbody",
                    text -> text.contains("sim-receiver-eyetracker") && text.contains("sim-emitter-voice"));
            assertThat(browser.text("table.devices")).contains("read by rapport.source.face");
            browser.element("#write").click();
            browser.await("#sound", text -> text.contains("the file is sound"));
            browser.element("#start-pipeline").click();
            browser.await("#written", text -> text.contains("session.json"));
            assertThat(Files.readString(pipelines.resolve("session.json"))).contains("\"model\": \"examples/demo/model\"");
            browser.visit(page.address() + "#session");
            browser.await("#streams", text -> text.contains("8 of 8 streams"));
            browser.await(".target .value", text -> text.matches("[+−]\\d\\.\\d\\d"));
        }
        Command.await(() -> !predictions().isEmpty(), () -> "a prediction, within " + Duration.ofMinutes(1));
    }

    private static List<JsonObject> predictions() {
        try {
            return page.session().getJsonArray("predictions").getValuesAs(JsonObject.class);
        } catch (IOException | InterruptedException e) {
            return List.of();
        }
    }
}
