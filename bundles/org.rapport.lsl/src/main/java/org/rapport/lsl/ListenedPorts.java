package org.rapport.lsl;

import java.util.function.Supplier;

import org.lsl4j.LslConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells on which ports this runtime may be reached by Lab Streaming Layer, by the settings it runs with. */
@Component(service = Supplier.class, property = "rapport.listens=LSL")
public final class ListenedPorts implements Supplier<String> {
    private final LslConfig config;

    @Activate
    public ListenedPorts(@Reference LslNetwork network) {
        this(network.lsl().config());
    }

    ListenedPorts(LslConfig config) {
        this.config = config;
    }

    @Override
    public String get() {
        String range = config.basePort() + "-" + (config.basePort() + config.portRange() - 1);
        return "UDP " + config.multicastPort() + " (discovery) and TCP and UDP " + range
                + (config.allowRandomPorts() ? ", or any where these are taken" : "")
                + " (TCP for each stream that is sent, UDP for queries and answers) on "
                + (config.listenAddress().isEmpty() ? "all addresses" : config.listenAddress()) + ", "
                + switch (config.ipFamilies()) {
                    case V4 -> "IPv4";
                    case V6 -> "IPv6";
                    default -> "IPv4 and IPv6";
                } + "; " + (config.allowedPeers().isEmpty() ? "anyone there may read what is sent"
                        : "answers only " + String.join(", ", config.allowedPeers()));
    }
}
