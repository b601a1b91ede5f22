package org.lsl4j.internal.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

import org.lsl4j.LslConfig;
import org.lsl4j.LslException;
import org.lsl4j.internal.base.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sockets where the settings say, one of each kind per family of addresses. A family that the machine does not have
 * is left out.
 */
public final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private final LslConfig config;

    public Sockets(LslConfig config) {
        this.config = config;
    }

    /** Opens a channel of one family. */
    @FunctionalInterface
    private interface Opener<C extends NetworkChannel> {
        C open(ProtocolFamily family, InetAddress address) throws IOException;
    }

    /** Listens for TCP connections on ports of the range. */
    public List<ServerSocketChannel> data() {
        return open("data port", (family, address) -> bindInRange(ServerSocketChannel.open(family), address, false));
    }

    /** Receives datagrams on ports of the range. */
    public List<DatagramChannel> service() {
        return open("service port", (family, address) -> bindInRange(DatagramChannel.open(family), address, false));
    }

    /** Receives datagrams on ports of the range, the highest first: outlets can be reached on the low ones only. */
    public List<DatagramChannel> resolver() {
        return open("resolver port",
                (family, address) -> bindInRange(DatagramChannel.open(family).setOption(StandardSocketOptions.SO_BROADCAST, true)
                        .setOption(StandardSocketOptions.IP_MULTICAST_TTL, config.hops())
                        // hundreds of outlets answer at once; the system may give less
                        .setOption(StandardSocketOptions.SO_RCVBUF, Limits.ANSWERS_AT_ONCE), address, true));
    }

    /**
     * Receives datagrams on the port that all outlets of this machine share; empty, with a warning, where another
     * program keeps it for itself.
     */
    public List<DatagramChannel> shared() {
        try {
            return open("discovery port",
                    (family, address) -> DatagramChannel.open(family).setOption(StandardSocketOptions.SO_REUSEADDR, true)
                            .bind(new InetSocketAddress(address, config.multicastPort())));
        } catch (LslException e) {
            LOG.warn("streams are found through their own ports only: {}", e.getMessage());
            return List.of();
        }
    }

    private <C extends NetworkChannel> List<C> open(String what, Opener<C> opener) {
        List<C> channels = new ArrayList<>();
        String problem = "no address to bind to";
        for (ProtocolFamily family : families()) {
            try {
                InetAddress address = localAddress(family);
                if (address != null) {
                    channels.add(opener.open(family, address));
                }
            } catch (IOException | UnsupportedOperationException e) {
                LOG.debug("no {} over {}: {}", what, family, e.toString());
                problem = family + ": " + e.getMessage();
            }
        }
        if (channels.isEmpty()) {
            throw new LslException("cannot open a " + what + ", " + problem);
        }
        return channels;
    }

    private List<ProtocolFamily> families() {
        List<ProtocolFamily> families = new ArrayList<>();
        if (config.usesV4()) {
            families.add(StandardProtocolFamily.INET);
        }
        if (config.usesV6()) {
            families.add(StandardProtocolFamily.INET6);
        }
        return families;
    }

    /** Where to bind; null where the configured address is of the other family. */
    private InetAddress localAddress(ProtocolFamily family) throws IOException {
        boolean v4 = family == StandardProtocolFamily.INET;
        if (config.listenAddress().isEmpty()) {
            return InetAddress.getByAddress(new byte[v4 ? 4 : 16]);
        }
        InetAddress address = InetAddress.getByName(config.listenAddress());
        return address instanceof Inet4Address == v4 ? address : null;
    }

    private <C extends NetworkChannel> C bindInRange(C channel, InetAddress address, boolean highestFirst) throws IOException {
        int last = config.portRange() - 1;
        for (int i = 0; i <= last; i++) {
            int port = config.basePort() + (highestFirst ? last - i : i);
            if (port <= 65535 && tryBind(channel, address, port)) {
                return channel;
            }
        }
        if (config.allowRandomPorts() && tryBind(channel, address, 0)) {
            return channel;
        }
        channel.close();
        throw new IOException("all ports from " + config.basePort() + " to " + (config.basePort() + last) + " are taken");
    }

    private static boolean tryBind(NetworkChannel channel, InetAddress address, int port) {
        try {
            channel.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            LOG.trace("port {} is taken: {}", port, e.toString());
            return false;
        }
    }

    /** Closes sockets; one that fails to is logged. */
    public static void close(List<? extends Closeable> channels) {
        for (Closeable channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("closing {} failed: {}", channel, e.toString());
            }
        }
    }

    /** The local port of the first of some channels that is bound to an IPv4 address, or not; 0 if there is none. */
    public static int port(List<? extends NetworkChannel> channels, boolean v4) {
        return channels.stream().map(Sockets::localAddress).filter(address -> address.getAddress() instanceof Inet4Address == v4)
                .mapToInt(InetSocketAddress::getPort).findFirst().orElse(0);
    }

    /** Whether a channel talks IPv4. */
    public static boolean isV4(NetworkChannel channel) {
        return localAddress(channel).getAddress() instanceof Inet4Address;
    }

    public static InetSocketAddress localAddress(NetworkChannel channel) {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new LslException("a socket was closed: " + e.getMessage(), e);
        }
    }
}
