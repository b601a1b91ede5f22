package org.lsl4j.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsl4j.LslConfig;

class PeerFilterTest {
    private static boolean admits(List<String> networks, String host) throws UnknownHostException {
        return new PeerFilter(networks).admits(InetAddress.getByName(host));
    }

    @Test
    void admitsEveryoneByDefault() throws UnknownHostException {
        assertThat(admits(List.of(), "203.0.113.9")).isTrue();
    }

    @Test
    void admitsWhatIsListedAndThisMachine() throws UnknownHostException {
        List<String> networks = List.of("10.0.0.0/9", "192.0.2.7", "2001:db8::/33");
        assertThat(admits(networks, "10.127.255.255")).isTrue();
        assertThat(admits(networks, "10.128.0.0")).isFalse();
        assertThat(admits(networks, "192.0.2.7")).isTrue();
        assertThat(admits(networks, "192.0.2.6")).isFalse();
        assertThat(admits(networks, "2001:db8:7fff::1")).isTrue();
        assertThat(admits(networks, "2001:db8:8000::1")).isFalse();
        assertThat(admits(networks, "127.0.0.1")).isTrue();
        assertThat(admits(networks, "::1")).isTrue();
        assertThat(admits(List.of("0.0.0.0/0"), "198.51.100.1")).isTrue();
        assertThat(admits(List.of("0.0.0.0/0"), "2001:db8::1")).as("another family").isFalse();
    }

    @Test
    void subnetIsWhatThisMachineIsPartOf() throws UnknownHostException, SocketException {
        PeerFilter filter = new PeerFilter(List.of("subnet"));
        assertThat(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)).allMatch(filter::admits);
        assertThat(filter.admits(InetAddress.getByName("203.0.113.9"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lab.example", "10.0.0.0/33", "10.0.0.0/", "1.2.3.4.5", "::1/129", "abc", "10/8/8"})
    void whatIsNoNetworkIsAClearError(String text) {
        assertThatThrownBy(() -> LslConfig.builder().allowedPeers(List.of(text))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is neither an address");
    }
}
