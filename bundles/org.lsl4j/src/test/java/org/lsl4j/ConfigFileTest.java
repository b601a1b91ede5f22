package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsl4j.internal.net.Interfaces;

class ConfigFileTest {

    @Test
    void readsSettings() {
        LslConfig config = LslConfig.parse("""
                ; a comment
                [ports]
                IPv6 = disabled
                BasePort=17000
                AllowRandomPorts = true
                [multicast]
                ResolveScope = machine
                Interfaces = {127.0.0.1}
                [lab]
                KnownPeers = {a.example, 10.0.0.2}
                SessionID = mine
                AllowedPeers = {subnet, 10.1.0.0/16}
                [tuning]
                TimeProbeInterval = 0.05
                UseProtocolVersion = 100
                ConsumerTimeout = 2.5
                [log]
                level = 3
                """);
        assertThat(config.ipFamilies()).isEqualTo(LslConfig.IpFamilies.V4);
        assertThat(config.basePort()).isEqualTo(17000);
        assertThat(config.protocolVersion()).isEqualTo(100);
        assertThat(config.consumerTimeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(config.allowedPeers()).containsExactly("subnet", "10.1.0.0/16");
        assertThat(config.allowRandomPorts()).as("only 1 is true").isFalse();
        assertThat(config.discoveryAddresses()).containsExactly("127.0.0.1");
        assertThat(config.interfaces()).containsExactly("127.0.0.1");
        assertThat(config.knownPeers()).containsExactly("a.example", "10.0.0.2");
        assertThat(config.sessionId()).isEqualTo("mine");
        assertThat(config.timeProbeInterval()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.multicastPort()).isEqualTo(16571);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        LslConfig config = LslConfig.builder().multicastPort(20_000).basePort(20_001).portRange(7).allowRandomPorts(false)
                .ipFamilies(LslConfig.IpFamilies.V6).resolveScope(ResolveScope.LINK).listenAddress("127.0.0.1")
                .interfaces(List.of("127.0.0.1")).knownPeers(List.of("a", "b")).sessionId("s").hopsOverride(3)
                .timeProbeInterval(Duration.ofNanos(1)).smoothingHalftime(Duration.ofDays(1)).forceDefaultTimestamps(true)
                .protocolVersion(100).sendBufferBytes(5).receiveBufferBytes(6).maxCachedQueries(9).build();
        LslConfig read = LslConfig.parse(ConfigFile.write(config));
        assertThat(read).usingRecursiveComparison()
                .ignoringFields("fields.addressesOverride", "fields.resolveScope", "fields.scopeAddresses").isEqualTo(config);
        assertThat(read.discoveryAddresses()).isEqualTo(config.discoveryAddresses());
        assertThat(ConfigFile.write(read)).isEqualTo(ConfigFile.write(config));
    }

    @Test
    void reachesTheSiteByDefault() {
        assertThat(LslConfig.builder().build().discoveryAddresses()).containsExactly("127.0.0.1",
                "FF02:113D:6FDD:2C17:A643:FFE2:1BD1:3CD2", "255.255.255.255", "224.0.0.1", "224.0.0.183",
                "FF05:113D:6FDD:2C17:A643:FFE2:1BD1:3CD2", "239.255.172.215");
        assertThat(LslConfig.builder().build().hops()).isEqualTo(24);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ports\n", "[ports]\nBasePort\n", "[ports]\nBasePort =\n", "# no comment\n",
            "[ports]\nBasePort = 1\nBasePort = 2\n", "[ports]\nBasePort = many\n", "[ports]\nBasePort = 99999\n",
            "[ports]\nIPv6 = perhaps\n", "[lab]\nKnownPeers = a, b\n", "[multicast]\nResolveScope = moon\n"})
    void rejectsTheWholeFile(String content) {
        assertThatThrownBy(() -> LslConfig.parse(content)).isInstanceOf(IllegalArgumentException.class).message()
                .doesNotContain("\n");
    }

    @Test
    void saysWhichLineIsWrong() {
        assertThatThrownBy(() -> LslConfig.parse("[lab]\nSessionID\n")).hasMessage("line 2: 'SessionID' is not 'key = value'");
    }

    @Test
    void takesTheFirstFileThatIsInOrder(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.cfg"), "[lab]\nSessionID = \n");
        Path good = Files.writeString(folder.resolve("good.cfg"), "[lab]\nSessionID = good\n");
        assertThat(ConfigFile.first(List.of(folder.resolve("none.cfg"), broken, good)).sessionId()).isEqualTo("good");
        assertThat(ConfigFile.first(List.of(broken)).sessionId()).isEqualTo("default");
    }

    @Test
    void looksWhereTheNativeLibraryDoes() {
        Map<String, String> environment = Map.of("LSLAPICFG", "/lab/my.cfg", "HOME", "/home/me");
        assertThat(ConfigFile.candidates(environment, Path.of("/start"))).containsExactly(Path.of("/lab/my.cfg"),
                Path.of("/start/lsl_api.cfg"), Path.of("/home/me/lsl_api/lsl_api.cfg"), Path.of("/etc/lsl_api/lsl_api.cfg"));
    }
}
