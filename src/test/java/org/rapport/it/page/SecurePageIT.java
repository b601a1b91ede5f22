package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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

/** The page over HTTPS, with the certificate that is made at the first start, and with one of the lab. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecurePageIT {
    private static final int LSL_PORT = 29000;
    private static final int PAGE_PORT = 29285;
    private static final Pattern LINK = Pattern
            .compile("participant's page, receiver: (https://127.0.0.1:\\d+/participant\\?token=\\S+)");
    private static final Pattern PAGE = Pattern.compile("page: (https://127.0.0.1:(\\d+)/\\?token=\\S+)");
    private static final Pattern FINGERPRINT = Pattern.compile("fingerprint ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})");

    private static Distribution distribution;
    private static Path pipelines;
    private static Command runtime;
    private static String fingerprint;

    @BeforeAll
    static void start() throws Exception {
        Path folder = Distribution.folder(SecurePageIT.class);
        distribution = new Distribution(folder.resolve("rapport"), LSL_PORT);
        set("rapport.page.https=true");
        pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(pipelines.resolve("rate.json"),
                "{ \"rapport.source.rating~ratings\": { \"dimensions\": [\"warmth\"] } }");
        run();
    }

    private static void set(String line) throws Exception {
        Files.writeString(distribution.home().resolve("conf/config.properties"), "\n" + line + "\n", StandardOpenOption.APPEND);
    }

    private static void run() throws Exception {
        runtime = distribution.start("run", "--pipelines", pipelines.toString(), "--page", String.valueOf(PAGE_PORT));
        fingerprint = found(FINGERPRINT);
    }

    private static String found(Pattern pattern) throws Exception {
        Matcher matcher = pattern.matcher(runtime.awaitLine(0, pattern.pattern()));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @AfterAll
    static void stop() throws Exception {
        if (runtime != null) {
            runtime.close();
        }
    }

    @Test
    @Order(1)
    @Tag("browser")
    void bothPagesWorkInABrowserThatWasToldToGoOn() throws Exception {
        assumeTrue(Browser.isThere(), "there is no Chromium with its driver: /usr/bin/chromium and /usr/bin/chromedriver");
        try (Browser browser = Browser.openTrustingAll()) {
            browser.visit(found(LINK));
            browser.await(".consent h1", text -> text.equals("Before we begin"));
            assertThat(browser.run("return isSecureContext && crossOriginIsolated")).isEqualTo(true);
            browser.run("document.querySelector('[name=code]').value = 'S1'; document.querySelector('[name=agree]').click();"
                    + "document.querySelector('button.main').click()");
            browser.await(".rating output", text -> text.equals("0"));
            browser.visit(found(PAGE));
            browser.await(".people td.role", text -> text.equals("receiver"));
        }
    }

    @Test
    @Order(2)
    void keepsItsCertificateToItselfAndForTheNextStart() throws Exception {
        Path folder = distribution.home().resolve("certificate");
        for (String file : new String[]{"page.p12", "page.password"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)))).isEqualTo("rw-------");
        }
        assertThat(Files.readString(folder.resolve("page.crt"))).startsWith("-----BEGIN CERTIFICATE-----");
        String before = fingerprint;
        runtime.close();
        run();
        assertThat(fingerprint).isEqualTo(before);
    }

    @Test
    @Order(3)
    void takesTheCertificateOfTheLabAndTellsWhatIsWrongWithIt() throws Exception {
        runtime.close();
        String password = Files.readString(distribution.home().resolve("certificate/page.password")).strip();
        Files.move(distribution.home().resolve("certificate/page.p12"), distribution.home().resolve("conf/lab.p12"));
        set("rapport.page.keystore=conf/lab.p12");
        set("rapport.page.keystore.password=" + password);
        String before = fingerprint;
        run();
        assertThat(fingerprint).isEqualTo(before);
        assertThat(runtime.output()).doesNotContain("browsers warn of it");
        runtime.close();
        set("rapport.page.keystore.password=wrong");
        runtime = distribution.start("run", "--pipelines", pipelines.toString(), "--page", String.valueOf(PAGE_PORT));
        runtime.awaitLine(0, "no page: .*lab.p12: cannot be read as a keystore .*rapport.page.keystore.password in conf/config");
    }
}
