package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.lsl4j.LslConfig;

class ListenedPortsTest {
    @Test
    void tellsWhatTheSettingsSay() {
        assertThat(new ListenedPorts(LslConfig.builder().build()).get())
                .startsWith("UDP 16571 (discovery) and TCP and UDP 16572-16603").contains("on all addresses, IPv4 and IPv6")
                .endsWith("anyone there may read what is sent");
        assertThat(new ListenedPorts(LslConfig.builder().multicastPort(17000).basePort(18000).portRange(4).allowRandomPorts(false)
                .listenAddress("127.0.0.1").ipFamilies(LslConfig.IpFamilies.V4).allowedPeers(List.of("10.0.0.0/8")).build())
                .get()).startsWith("UDP 17000 (discovery) and TCP and UDP 18000-18003 (")
                .endsWith("on 127.0.0.1, IPv4; answers only 10.0.0.0/8");
    }
}
