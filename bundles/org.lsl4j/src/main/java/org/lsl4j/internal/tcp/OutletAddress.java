package org.lsl4j.internal.tcp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import org.lsl4j.Endpoint;
import org.lsl4j.LslConfig;
import org.lsl4j.StreamInfo;

/**
 * Where an outlet is reached, over IPv4 if the settings and the outlet allow it.
 *
 * @param data its TCP address
 * @param service its UDP address, which answers time probes
 */
public record OutletAddress(InetSocketAddress data, InetSocketAddress service) {

    /** Null if a stream does not say it. */
    static OutletAddress of(StreamInfo info, LslConfig config) {
        if (config.usesV4() && info.v4().isComplete()) {
            return of(info.v4());
        }
        return config.usesV6() && info.v6().isComplete() ? of(info.v6()) : null;
    }

    private static OutletAddress of(Endpoint endpoint) {
        try {
            InetAddress host = InetAddress.getByName(endpoint.address());
            return new OutletAddress(new InetSocketAddress(host, endpoint.dataPort()),
                    new InetSocketAddress(host, endpoint.servicePort()));
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
