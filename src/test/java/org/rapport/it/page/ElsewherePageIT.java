package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.rapport.it.Command;
import org.rapport.it.Distribution;

/** The page at an address that others can reach, as somebody has allowed it in the configuration. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ElsewherePageIT {
    private static final int LSL_PORT = 28200;
    private static final int PAGE_PORT = 28485;
    private static final Pattern TO_LOOK = Pattern.compile("page, to look only: http://\\S+\\?token=(\\S+)");

    private static Command runtime;
    private static PageClient page;
    private static String lookToken;
    private static String host;

    @BeforeAll
    static void start() throws Exception {
        Optional<String> address = address();
        assumeTrue(address.isPresent(), "this computer has no address but that of itself");
        Path folder = Distribution.folder(ElsewherePageIT.class);
        Distribution distribution = new Distribution(folder.resolve("rapport"), LSL_PORT);
        Files.writeString(distribution.home().resolve("conf/config.properties"),
                "\nrapport.page.host=" + address.get() + "\nrapport.page.names=lab.example, other.example\n",
                StandardOpenOption.APPEND);
        runtime = distribution.start("run", "--pipelines", Files.createDirectories(folder.resolve("pipelines")).toString(),
                "--page", String.valueOf(PAGE_PORT));
        page = PageClient.of(runtime);
        Matcher printed = TO_LOOK.matcher(runtime.awaitLine(0, TO_LOOK.pattern()));
        assertThat(printed.find()).isTrue();
        lookToken = printed.group(1);
        host = address.get() + ":" + page.port();
    }

    private static Optional<String> address() throws SocketException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(one -> one instanceof Inet4Address && !one.isLoopbackAddress() && !one.isLinkLocalAddress())
                .map(InetAddress::getHostAddress).findFirst();
    }

    @AfterAll
    static void stop() throws Exception {
        if (runtime != null) {
            runtime.close();
        }
    }

    @Test
    @Order(1)
    void everythingNeedsAToken() throws Exception {
        assertThat(page.address()).isEqualTo("http://" + host + "/");
        for (String path : List.of("/", "/app.js", "/api/session", "/metrics", "/openapi.json", "/api/control/recordings")) {
            assertThat(page.raw("GET " + path + " HTTP/1.1", "Host: " + host)).as(path).contains("403");
            assertThat(page.raw("GET " + path + " HTTP/1.1", "Host: " + host, "Authorization: Bearer wrong")).contains("403");
            assertThat(page.raw("GET " + path + " HTTP/1.1", "Host: " + host, "Cookie: rapport-" + page.port() + "=wrong"))
                    .contains("403");
            for (String token : List.of(page.token(), lookToken)) {
                assertThat(page.raw("GET " + path + " HTTP/1.1", "Host: " + host, "Authorization: Bearer " + token)).as(path)
                        .contains("200");
            }
        }
        String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: http://" + host;
        assertThat(page.raw("GET /live HTTP/1.1", "Host: " + host, upgrade)).contains("403");
        assertThat(page.raw("GET /live HTTP/1.1", "Host: " + host, upgrade, "Cookie: rapport-" + page.port() + "=" + lookToken))
                .contains("101");
    }

    @Test
    @Order(1)
    void onlyItsOwnNamesAndItsOwnPagesMayAsk() throws Exception {
        String token = "Authorization: Bearer " + page.token();
        for (String name : List.of("lab.example", "other.example", "LAB.example")) {
            assertThat(page.raw("GET /api/session HTTP/1.1", "Host: " + name + ":" + page.port(), token)).as(name)
                    .contains("200");
        }
        for (String name : List.of("evil.example", "lab.example.evil.example", "lab.example")) {
            String foreign = name + (name.equals("lab.example") ? ":1" : ":" + page.port());
            assertThat(page.raw("GET /api/session HTTP/1.1", "Host: " + foreign, token)).as(foreign).contains("403");
        }
        for (String origin : List.of("http://evil.example", "http://" + host + ".evil.example", "https://" + host, "null")) {
            assertThat(
                    page.raw("POST /api/control/mark HTTP/1.1", "Host: " + host, "Origin: " + origin, token, "Content-Length: 0"))
                    .as(origin).contains("403");
        }
        assertThat(page.raw("GET /api/session HTTP/1.1", "Host: " + host, "Sec-Fetch-Site: cross-site", token)).contains("403");
    }

    @Test
    @Order(1)
    void whoMayLookOnlyChangesNothing() throws Exception {
        for (String action : List.of("api/troubles/0/acknowledge-all", "api/control/start", "api/control/mark",
                "api/devices/look", "api/devices/start", "api/recordings/verify")) {
            assertThat(page.post(action, lookToken, "{}").statusCode()).as(action).isEqualTo(403);
        }
        runtime.awaitLine(0, "audit: POST /api/control/start from .*: refused: no token");
        assertThat(page.post("api/troubles/0/acknowledge-all", page.token(), "").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    @Tag("browser")
    void aBrowserOpensBothLinks() {
        assumeTrue(Browser.isThere(), "there is no Chromium with its driver: /usr/bin/chromium and /usr/bin/chromedriver");
        try (Browser browser = Browser.open()) {
            browser.visit(page.address());
            browser.await("body", text -> text.contains("a token is needed"));
            browser.visit(page.address() + "?token=" + lookToken);
            assertThat(browser.address()).isEqualTo(page.address());
            browser.await("#streams", text -> text.contains("0 of 0 streams"));
            browser.await(".look", text -> text.contains("To look only"));
            browser.visit(page.address() + "#control");
            browser.await(".panels button", text -> text.contains("Set"));
            assertThat(browser.run("return [...document.querySelectorAll('.panels button')].every(b => b.disabled"
                    + " || b.getAttribute('aria-label'))")).isEqualTo(true);
            browser.visit(page.addressWithToken());
            browser.awaitNone(".look");
        }
    }
}
