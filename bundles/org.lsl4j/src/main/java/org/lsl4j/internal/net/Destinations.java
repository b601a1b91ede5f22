package org.lsl4j.internal.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.lsl4j.LslConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where queries go. */
public final class Destinations {
    private static final Logger LOG = LoggerFactory.getLogger(Destinations.class);

    private Destinations() {
    }

    /** Those of some addresses that are of a family. */
    public static List<InetAddress> literal(List<String> addresses, boolean v4) {
        return lookUp(addresses, v4);
    }

    /** The ports of this machine on which outlets may have their service. */
    public static List<InetSocketAddress> localService(LslConfig config, boolean v4) {
        return services(config, lookUp(List.of(v4 ? "127.0.0.1" : "::1"), v4));
    }

    /** The ports of the known peers on which outlets may have their service. Names are looked up, which may take long. */
    public static List<InetSocketAddress> peerServices(LslConfig config, boolean v4) {
        return services(config, lookUp(config.knownPeers(), v4));
    }

    private static List<InetSocketAddress> services(LslConfig config, List<InetAddress> hosts) {
        return hosts.stream().flatMap(host -> IntStream.range(0, config.portRange()).map(i -> config.basePort() + i)
                .filter(port -> port <= 65535).mapToObj(port -> new InetSocketAddress(host, port))).toList();
    }

    private static List<InetAddress> lookUp(List<String> names, boolean v4) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String name : names) {
            try {
                Arrays.stream(InetAddress.getAllByName(name)).filter(address -> address instanceof Inet4Address == v4)
                        .forEach(addresses::add);
            } catch (UnknownHostException e) {
                LOG.debug("no address is known of {}: {}", name, e.getMessage());
            }
        }
        return addresses;
    }
}
