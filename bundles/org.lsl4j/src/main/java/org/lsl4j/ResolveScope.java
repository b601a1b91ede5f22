package org.lsl4j;

import java.util.List;

/** How far discovery reaches; each scope includes the ones before it. */
public enum ResolveScope {
    /** This machine only. */
    MACHINE(0, "", "127.0.0.1"),
    /** The local network segment. */
    LINK(1, "FF02:", "255.255.255.255", "224.0.0.1", "224.0.0.183"),
    /** The networks of one site. */
    SITE(24, "FF05:", "239.255.172.215"),
    /** An organization's networks; over IPv4 only where its addresses are configured. */
    ORGANIZATION(32, "FF08:"),
    /** Everywhere; over IPv4 only where its addresses are configured. */
    GLOBAL(255, "FF0E:");

    private final int hops;
    private final String v6Prefix;
    private final List<String> v4Addresses;

    ResolveScope(int hops, String v6Prefix, String... v4Addresses) {
        this.hops = hops;
        this.v6Prefix = v6Prefix;
        this.v4Addresses = List.of(v4Addresses);
    }

    /** Routers that a multicast datagram may pass, plus one. */
    int hops() {
        return hops;
    }

    /** What an IPv6 multicast group of this scope begins with, empty if there is none. */
    String v6Prefix() {
        return v6Prefix;
    }

    List<String> v4Addresses() {
        return v4Addresses;
    }
}
