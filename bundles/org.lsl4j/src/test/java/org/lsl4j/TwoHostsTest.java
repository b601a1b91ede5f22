package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams from one host to another. Needs the right to make network namespaces, which root has on Linux. */
@Tag("interop")
@Tag("namespaces")
@Timeout(60)
class TwoHostsTest {
    private static final String V4 = "[ports]\nIPv6 = disable\n";
    private static final String V6 = "[ports]\nIPv6 = force\n";

    @TempDir
    private Path folder;
    private TwoHosts hosts;

    @BeforeEach
    void connect() {
        assumeTrue(TwoHosts.possible(), "skipped: no right to make network namespaces");
        hosts = new TwoHosts(folder);
    }

    @AfterEach
    void disconnect() {
        if (hosts != null) {
            hosts.close();
        }
    }

    private void addAddresses() {
        hosts.on("one", "address", "add", "10.77.0.1/24", "broadcast", "+", "dev", "cable");
        hosts.on("two", "address", "add", "10.77.0.2/24", "broadcast", "+", "dev", "cable");
    }

    private BufferedReader receiver(String settings) throws IOException {
        assertThat(hosts.run("one", settings, "send").readLine()).isEqualTo("ready");
        return hosts.run("two", settings, "receive");
    }

    private static String value(BufferedReader says, String what) throws IOException {
        String line;
        do {
            line = says.readLine();
            assertThat(line).as("the program ended").isNotNull();
        } while (!line.startsWith(what + " "));
        return line.substring(what.length() + 1);
    }

    private static void assertReceives(BufferedReader says) throws IOException {
        assertThat(Double.parseDouble(value(says, "offset"))).as("one machine, one clock").isCloseTo(0, within(0.001));
        for (int expected = 1; expected <= 100; expected++) {
            assertThat(value(says, "sample")).isEqualTo(Integer.toString(expected));
        }
    }

    /** The hosts have no route but that to their own network. */
    @Test
    void overMulticastWithoutARouteForIt() throws IOException {
        addAddresses();
        BufferedReader says = receiver(V4);
        assertThat(value(says, "from")).isEqualTo("10.77.0.1");
        assertReceives(says);
    }

    @Test
    void overLinkLocalAddressesOfIpv6() throws IOException {
        BufferedReader says = receiver(V6);
        assertThat(value(says, "from")).startsWith("fe80:").contains("%");
        assertReceives(says);
    }

    @Test
    void withAVpnThatHasTheDefaultRouteOnBothHosts() throws IOException {
        addAddresses();
        hosts.addVpn("one", "10.8.0.1/24");
        hosts.addVpn("two", "10.8.1.1/24");
        BufferedReader says = receiver(V4);
        assertThat(value(says, "from")).isEqualTo("10.77.0.1");
        assertReceives(says);
    }

    @Test
    void overAnInterfaceThatGetsItsAddressLater() throws IOException {
        assertThat(hosts.run("one", V4, "send").readLine()).isEqualTo("ready");
        BufferedReader says = hosts.run("two", V4, "receive");
        addAddresses();
        assertThat(value(says, "from")).isEqualTo("10.77.0.1");
        assertReceives(says);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void fromTheNativeLibrary(String settings) throws IOException {
        assumeTrue(NativeSetup.isThere(), "skipped: set rapport.python to a Python that has pylsl");
        if (settings.equals(V4)) {
            addAddresses();
        }
        assertThat(hosts.runNative("one", settings, "serve", "counter").readLine()).isEqualTo("ready");
        BufferedReader says = hosts.run("two", settings, "receive");
        assertThat(value(says, "from")).startsWith(settings.equals(V4) ? "10.77.0.1" : "fe80:");
        assertThat(Double.parseDouble(value(says, "offset"))).isCloseTo(0, within(0.001));
        int first = Integer.parseInt(value(says, "sample"));
        for (int i = 1; i < 100; i++) {
            assertThat(value(says, "sample")).isEqualTo(Integer.toString(first + i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void toTheNativeLibrary(String settings) throws IOException {
        assumeTrue(NativeSetup.isThere(), "skipped: set rapport.python to a Python that has pylsl");
        if (settings.equals(V4)) {
            addAddresses();
        }
        assertThat(hosts.run("one", settings, "send").readLine()).isEqualTo("ready");
        BufferedReader says = hosts.runNative("two", settings, "receive", "counter", "100");
        assertThat(says.readLine()).startsWith("xml ");
        assertThat(says.readLine()).isEqualTo("open");
        int first = number(says);
        for (int i = 1; i < 100; i++) {
            assertThat(number(says)).isEqualTo(first + i);
        }
        assertThat(Double.parseDouble(value(says, "correction"))).isCloseTo(0, within(0.001));
    }

    /** What the native receiver says of a sample: the stamp and four bytes in hexadecimal digits. */
    private static int number(BufferedReader says) throws IOException {
        return Integer.reverseBytes(HexFormat.fromHexDigits(says.readLine().split(" ")[1]));
    }

    @Test
    void fromAKnownPeerBeyondARouter() throws IOException {
        hosts.putRouterBetween("10.77.1", "10.77.2");
        assertThat(hosts.run("one", V4, "send").readLine()).isEqualTo("ready");
        assertThat(value(hosts.run("two", V4, "seek"), "found")).as("routers do not pass multicast on").isEqualTo("0");
        BufferedReader says = hosts.run("two", V4 + "[lab]\nKnownPeers = {10.77.1.2}\n", "receive");
        assertThat(value(says, "from")).isEqualTo("10.77.1.2");
        assertReceives(says);
    }

    @Test
    void onlyAllowedPeersAreAnswered() throws IOException {
        addAddresses();
        String answers = V4 + "[lab]\nAllowedPeers = {%s}\n";
        assertThat(hosts.run("one", answers.formatted("192.0.2.0/24"), "send").readLine()).isEqualTo("ready");
        assertThat(value(hosts.run("two", V4, "seek"), "found")).isEqualTo("0");
        assertThat(hosts.run("one", answers.formatted("192.0.2.0/24, subnet"), "send").readLine()).isEqualTo("ready");
        assertThat(value(hosts.run("two", V4, "seek"), "found")).isEqualTo("1");
        assertThat(value(hosts.run("two", answers.formatted("10.77.0.9"), "seek"), "found")).isEqualTo("0");
    }

    @Test
    void pullingTheCableLosesNothingAndIsReported() throws IOException, InterruptedException {
        addAddresses();
        BufferedReader says = receiver(V4);
        assertReceives(says);
        hosts.on("one", "link", "set", "cable", "down");
        // how long the outage lasts is what is tried here
        Thread.sleep(3000);
        hosts.on("one", "link", "set", "cable", "up");
        List<String> states = new ArrayList<>();
        for (int expected = 101; expected <= 1500;) {
            String[] words = says.readLine().split(" ");
            if (words[0].equals("state")) {
                states.add(words[1]);
            } else if (words[0].equals("offset")) {
                assertThat(Double.parseDouble(words[1])).as("one machine, one clock").isCloseTo(0, within(0.002));
            } else {
                assertThat(words[1]).isEqualTo(Integer.toString(expected++));
            }
        }
        assertThat(states).containsExactly("RECOVERING", "CONNECTED");
    }
}
