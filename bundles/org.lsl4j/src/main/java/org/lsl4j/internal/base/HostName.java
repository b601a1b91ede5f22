package org.lsl4j.internal.base;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this machine is called. */
public final class HostName {
    private static final Logger LOG = LoggerFactory.getLogger(HostName.class);

    private HostName() {
    }

    public static String get() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.debug("this host has a name without an address: {}", e.getMessage());
            return "localhost";
        }
    }
}
