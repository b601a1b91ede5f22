package org.lsl4j.internal.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network interfaces that discovery uses. They come and go (Wi-Fi, VPN), so each call looks anew. */
public final class Interfaces {
    private static final Logger LOG = LoggerFactory.getLogger(Interfaces.class);

    private final List<String> wanted;

    /** All interfaces, or those with the wanted local addresses. */
    public Interfaces(List<String> wanted) {
        this.wanted = wanted;
    }

    /** Interfaces that are up and have an address of a family. */
    public List<NetworkInterface> list(boolean v4) {
        List<NetworkInterface> usable = new ArrayList<>();
        for (NetworkInterface candidate : candidates()) {
            try {
                if (candidate.isUp() && candidate.inetAddresses().anyMatch(address -> address instanceof Inet4Address == v4)) {
                    usable.add(candidate);
                }
            } catch (SocketException e) {
                LOG.debug("interface {} is left out: {}", candidate, e.toString());
            }
        }
        return usable;
    }

    /** The addresses that reach everyone on each IPv4 network this machine is on. */
    public List<InetAddress> broadcastAddresses() {
        return list(true).stream().flatMap(network -> network.getInterfaceAddresses().stream())
                .map(InterfaceAddress::getBroadcast).filter(Objects::nonNull).distinct().toList();
    }

    private Set<NetworkInterface> candidates() {
        Set<NetworkInterface> candidates = new LinkedHashSet<>();
        try {
            if (wanted.isEmpty()) {
                NetworkInterface.networkInterfaces().forEach(candidates::add);
            }
            for (String address : wanted) {
                NetworkInterface owner = NetworkInterface.getByInetAddress(InetAddress.getByName(address));
                if (owner == null) {
                    LOG.debug("no interface has the address {}", address);
                } else {
                    candidates.add(owner);
                }
            }
        } catch (IOException e) {
            LOG.warn("network interfaces cannot be listed: {}", e.toString());
        }
        return candidates;
    }
}
