package org.lsl4j.internal.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.lsl4j.LslConfig;
import org.lsl4j.ResolveScope;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.net.DatagramLoop;
import org.lsl4j.internal.net.Destinations;
import org.lsl4j.internal.net.Interfaces;
import org.lsl4j.internal.net.PeerFilter;
import org.lsl4j.internal.net.PeerLog;
import org.lsl4j.internal.net.Sockets;
import org.lsl4j.internal.wire.Request;
import org.lsl4j.internal.xml.XmlText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all outlets within reach and collects what they reply. Queries are sent from the socket that replies come to,
 * which lets them through stateful firewalls.
 */
public final class Resolver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);

    private final LslConfig config;
    private final Interfaces interfaces;
    private final PeerLog peerLog;
    private final PeerFilter peers;
    private final DatagramLoop loop;
    private final List<DatagramChannel> channels;
    private final Map<String, Search> searches = new ConcurrentHashMap<>();
    /** Outlets that cannot be what they say, by uid; told once. */
    private final Set<String> refused = new HashSet<>();

    public Resolver(LslConfig config, Sockets sockets, Interfaces interfaces, DatagramLoop loop, PeerLog peerLog) {
        this.config = config;
        this.interfaces = interfaces;
        this.peerLog = peerLog;
        this.loop = loop;
        peers = new PeerFilter(config.allowedPeers());
        channels = sockets.resolver();
        channels.forEach(channel -> loop.register(channel, this::received));
    }

    /** Searches until {@code minimum} streams are found, or the deadline. */
    public List<StreamInfo> resolve(String query, int minimum, Duration timeout) throws InterruptedException {
        Search search = begin(query);
        try {
            long deadline = System.nanoTime() + timeout.toNanos();
            boolean enough = false;
            while (System.nanoTime() < deadline && !enough) {
                ask(search);
                long nextWave = System.nanoTime() + interval().toNanos();
                enough = search.await(minimum, Math.min(deadline, nextWave));
            }
            return search.results(Double.NEGATIVE_INFINITY);
        } finally {
            end(search);
        }
    }

    /**
     * Searches for a while, and does not wait for the end of it.
     *
     * @param found is told, on the timer's thread
     */
    public void collect(String query, Duration time, ScheduledExecutorService timer, Consumer<List<StreamInfo>> found) {
        Search search = begin(query);
        Future<?> waves = timer.scheduleWithFixedDelay(() -> ask(search), 0, interval().toNanos(), TimeUnit.NANOSECONDS);
        timer.schedule(() -> {
            waves.cancel(false);
            end(search);
            found.accept(search.results(Double.NEGATIVE_INFINITY));
        }, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The time from one wave of queries to the next. */
    public Duration interval() {
        return config.knownPeers().isEmpty() ? config.multicastInterval()
                : config.multicastInterval().plus(config.unicastInterval());
    }

    public Search begin(String query) {
        Search search = new Search(query, loop::seen);
        searches.put(search.id(), search);
        return search;
    }

    void end(Search search) {
        searches.remove(search.id());
    }

    /** Sends one wave of queries. */
    public void ask(Search search) {
        for (DatagramChannel channel : channels) {
            ask(channel, search);
        }
    }

    private void ask(DatagramChannel channel, Search search) {
        boolean v4 = Sockets.isV4(channel);
        byte[] query = (Request.SHORT_INFO + "\r\n" + search.query() + "\r\n" + Sockets.localAddress(channel).getPort() + " "
                + search.id() + "\r\n").getBytes(StandardCharsets.UTF_8);
        List<InetAddress> groups = new ArrayList<>();
        for (InetAddress address : Destinations.literal(config.discoveryAddresses(), v4)) {
            if (address.isMulticastAddress()) {
                groups.add(address);
            } else {
                send(channel, query, new InetSocketAddress(address, config.multicastPort()));
            }
        }
        if (v4 && config.resolveScope() != ResolveScope.MACHINE) {
            interfaces.broadcastAddresses()
                    .forEach(address -> send(channel, query, new InetSocketAddress(address, config.multicastPort())));
        }
        interfaces.list(v4).forEach(network -> multicast(channel, query, network, groups));
        Destinations.localService(config, v4).forEach(destination -> send(channel, query, destination));
        Destinations.peerServices(config, v4).forEach(destination -> send(channel, query, destination));
    }

    private void multicast(DatagramChannel channel, byte[] query, NetworkInterface network, List<InetAddress> groups) {
        // the interface is a property of the channel, so nobody may change it until the datagrams are out
        synchronized (channel) {
            try {
                channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
                groups.forEach(group -> send(channel, query, new InetSocketAddress(group, config.multicastPort())));
            } catch (IOException e) {
                LOG.trace("no multicast on {}: {}", network.getName(), e.toString());
            }
        }
    }

    private static void send(DatagramChannel channel, byte[] query, InetSocketAddress destination) {
        try {
            channel.send(ByteBuffer.wrap(query), destination);
        } catch (IOException e) {
            LOG.trace("{} cannot be asked: {}", destination, e.toString());
        }
    }

    /** Takes what may be a reply. */
    public void received(DatagramChannel channel, InetSocketAddress source, ByteBuffer datagram) {
        if (!peers.admits(source.getAddress()) || datagram.remaining() > Limits.REPLY) {
            return;
        }
        String text = XmlText.decode(datagram);
        int lineEnd = text.indexOf('\n');
        Search search = lineEnd < 0 ? null : searches.get(text.substring(0, lineEnd).strip());
        if (search != null && !search.addAgain(text, source)) {
            StreamInfo reply = StreamInfo.parse(text.substring(lineEnd + 1));
            if (reply.uid().isEmpty()) {
                throw new IllegalArgumentException("stream " + reply + " has no uid");
            }
            if (reply.channelCount() < 1) {
                tellOnce(reply, source.getAddress());
                return;
            }
            if (!search.add(reply, source, text)) {
                peerLog.warn(LOG, "uid " + reply.uid(),
                        "stream " + reply + " from " + source.getAddress().getHostAddress() + " claims the uid " + reply.uid()
                                + " of an outlet on another port; that one counts, which answered first");
            }
        }
    }

    private void tellOnce(StreamInfo stream, InetAddress source) {
        synchronized (refused) {
            if (refused.size() < Limits.SOURCES && refused.add(stream.uid())) {
                peerLog.warn(LOG, "no channels from " + source, "stream " + stream + " from " + source.getHostAddress()
                        + " is left out: it says that it has no channels");
            }
        }
    }

    @Override
    public void close() {
        Sockets.close(channels);
    }
}
