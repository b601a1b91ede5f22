package org.lsl4j.internal.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which hosts a program deals with, as {@link LslConfig#allowedPeers} says. */
public final class PeerFilter {
    private static final Logger LOG = LoggerFactory.getLogger(PeerFilter.class);
    /** Stands for all networks that this machine is part of. */
    private static final String SUBNET = "subnet";
    /** Interfaces come and go, and asking for them takes too long to do it for every datagram. */
    private static final double REFRESH_SECONDS = 5;

    private final boolean everyone;
    private final boolean subnets;
    private final List<Network> listed;
    private List<Network> local = List.of();
    private double refreshed = Double.NEGATIVE_INFINITY;

    /**
     * Admits hosts of some networks, all if there are none.
     *
     * @throws IllegalArgumentException if one is no network
     */
    public PeerFilter(List<String> networks) {
        everyone = networks.isEmpty();
        subnets = networks.contains(SUBNET);
        listed = networks.stream().filter(network -> !network.equals(SUBNET)).map(Network::parse).toList();
    }

    /** Whether to deal with a host. Programs on this machine may always talk to each other. */
    public boolean admits(InetAddress host) {
        return everyone || host.isLoopbackAddress() || isIn(listed, host) || subnets && isIn(local(), host);
    }

    private static boolean isIn(List<Network> networks, InetAddress host) {
        return networks.stream().anyMatch(network -> network.contains(host.getAddress()));
    }

    private synchronized List<Network> local() {
        double now = LslClock.now();
        if (now - refreshed > REFRESH_SECONDS) {
            refreshed = now;
            try {
                local = NetworkInterface.networkInterfaces().flatMap(network -> network.getInterfaceAddresses().stream())
                        .map(own -> new Network(own.getAddress().getAddress(), own.getNetworkPrefixLength())).toList();
            } catch (SocketException e) {
                LOG.warn("the networks of this machine cannot be listed: {}", e.toString());
            }
        }
        return local;
    }

    /** The addresses that begin with the same bits. */
    private record Network(byte[] address, int bits) {
        private static final Pattern FORM = Pattern.compile("([0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

        static Network parse(String text) {
            var parts = FORM.matcher(text);
            if (parts.matches()) {
                try {
                    byte[] address = InetAddress.getByName(parts.group(1)).getAddress();
                    int bits = parts.group(2) == null ? 8 * address.length : Integer.parseInt(parts.group(2));
                    if (bits <= 8 * address.length) {
                        return new Network(address, bits);
                    }
                } catch (UnknownHostException e) {
                    LOG.debug("'{}' is no address: {}", text, e.toString());
                }
            }
            throw new IllegalArgumentException(
                    "'" + text + "' is neither an address, nor a network like 10.0.0.0/8, nor " + SUBNET);
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                if (((address[i / 8] ^ other[i / 8]) & 0x80 >> i % 8) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
