package org.lsl4j.internal.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.CopyOnWriteArrayList;

import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.net.DatagramLoop;
import org.lsl4j.internal.net.Destinations;
import org.lsl4j.internal.net.Interfaces;
import org.lsl4j.internal.net.PeerFilter;
import org.lsl4j.internal.net.Sockets;
import org.lsl4j.internal.query.Query;
import org.lsl4j.internal.wire.Request;
import org.lsl4j.internal.xml.XmlText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers discovery queries and time probes for all outlets of an {@link Lsl}. It listens on the port that all outlets
 * share, where multicast and broadcast arrive, and on a service port of its own.
 */
public final class Responder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    private static final String TIME_DATA = "LSL:timedata";

    private final LslConfig config;
    private final Interfaces interfaces;
    private final PeerFilter peers;
    private final List<DatagramChannel> service;
    private final List<DatagramChannel> shared;
    private final List<ServedStream> streams = new CopyOnWriteArrayList<>();
    private final Set<MembershipKey> memberships = new HashSet<>();
    private final ReplyGuard guard = new ReplyGuard();
    private final Map<String, Query> queries;

    /** Begins to listen. */
    public Responder(LslConfig config, Sockets sockets, Interfaces interfaces, DatagramLoop loop) {
        this.config = config;
        this.interfaces = interfaces;
        peers = new PeerFilter(config.allowedPeers());
        queries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Query> eldest) {
                return size() > config.maxCachedQueries();
            }
        };
        service = sockets.service();
        shared = sockets.shared();
        joinGroups();
        shared.forEach(channel -> loop.register(channel, this::receivedOnSharedPort));
        service.forEach(channel -> loop.register(channel, this::receivedOnServicePort));
    }

    /** The service port of a family, 0 if there is none. */
    public int servicePort(boolean v4) {
        return Sockets.port(service, v4);
    }

    public void add(ServedStream stream) {
        streams.add(stream);
    }

    public void remove(ServedStream stream) {
        streams.remove(stream);
    }

    /** Joins the multicast groups on interfaces that are new. */
    public synchronized void joinGroups() {
        memberships.removeIf(membership -> !membership.isValid());
        for (DatagramChannel channel : shared) {
            boolean v4 = Sockets.isV4(channel);
            for (InetAddress group : Destinations.literal(config.discoveryAddresses(), v4)) {
                if (group.isMulticastAddress()) {
                    interfaces.list(v4).forEach(network -> join(channel, group, network));
                }
            }
        }
    }

    private void join(DatagramChannel channel, InetAddress group, NetworkInterface network) {
        try {
            memberships.add(channel.join(group, network));
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} cannot be joined on {}: {}", group, network.getName(), e.toString());
        }
    }

    /** Takes what came to the port that outlets share. */
    public void receivedOnSharedPort(DatagramChannel channel, InetSocketAddress source, ByteBuffer datagram) {
        if (isAcceptable(source, datagram)) {
            ByteBuffer copy = datagram.duplicate();
            List<String> lines = XmlText.decode(datagram).lines().map(String::strip).toList();
            if (isQuery(lines)) {
                answer(channel, source, lines);
                relay(source, lines, copy);
            }
        }
    }

    /** Takes what came to the port of this context alone. */
    public void receivedOnServicePort(DatagramChannel channel, InetSocketAddress source, ByteBuffer datagram) {
        double arrived = LslClock.now();
        if (isAcceptable(source, datagram)) {
            List<String> lines = XmlText.decode(datagram).lines().map(String::strip).toList();
            if (isQuery(lines)) {
                answer(channel, source, lines);
            } else if (lines.size() >= 2 && lines.get(0).equals(TIME_DATA)) {
                answerTimeProbe(channel, source, lines.get(1), arrived);
            }
        }
    }

    private boolean isAcceptable(InetSocketAddress source, ByteBuffer datagram) {
        return datagram.remaining() <= Limits.REQUEST_DATAGRAM && peers.admits(source.getAddress());
    }

    private static boolean isQuery(List<String> lines) {
        return lines.size() >= 3 && lines.get(0).equals(Request.SHORT_INFO);
    }

    private void answerTimeProbe(DatagramChannel channel, InetSocketAddress source, String probe, double arrived) {
        StringTokenizer words = new StringTokenizer(probe);
        if (words.countTokens() < 2) {
            throw new IllegalArgumentException("a time probe says only '" + probe + "'");
        }
        int wave = Integer.parseInt(words.nextToken());
        double sent = Double.parseDouble(words.nextToken());
        send(channel, source, " " + wave + " " + sent + " " + arrived + " " + LslClock.now());
    }

    private void answer(DatagramChannel channel, InetSocketAddress source, List<String> lines) {
        String[] words = lines.get(2).split("\\s+");
        int port = Integer.parseInt(words[0]);
        String id = words.length > 1 ? words[1] : "";
        if (port < Limits.LOWEST_REPLY_PORT || port > 65535) {
            return;
        }
        InetSocketAddress destination = new InetSocketAddress(source.getAddress(), port);
        Query query = parsed(lines.get(1));
        for (ServedStream stream : streams) {
            stream.match(query, matches -> reply(channel, destination, id, stream, matches));
        }
    }

    private Query parsed(String query) {
        synchronized (queries) {
            return queries.computeIfAbsent(query, Query::parse);
        }
    }

    private void reply(DatagramChannel channel, InetSocketAddress destination, String id, ServedStream stream, boolean matches) {
        if (matches && guard.admits(destination.getAddress(), destination.getPort(), id, stream.info().uid(), LslClock.now())) {
            send(channel, destination, id + "\r\n" + stream.shortXml());
        }
    }

    private static void send(DatagramChannel channel, InetSocketAddress destination, String text) {
        try {
            channel.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), destination);
        } catch (IOException e) {
            LOG.debug("no reply to {}: {}", destination, e.toString());
        }
    }

    /**
     * Passes a query on to the service ports of this machine. The system gives a datagram that is sent to the shared port
     * of 127.0.0.1 to one program alone; without this the other programs' outlets could not be found.
     */
    private void relay(InetSocketAddress source, List<String> lines, ByteBuffer query) {
        boolean fromHere = source.getAddress().isLoopbackAddress();
        if (fromHere && guard.admits(source.getAddress(), source.getPort(), lines.get(2), "relay", LslClock.now())) {
            int own = servicePort(true);
            for (DatagramChannel channel : service) {
                if (Sockets.isV4(channel)) {
                    Destinations.localService(config, true).stream().filter(destination -> destination.getPort() != own)
                            .forEach(destination -> relay(channel, destination, query.duplicate()));
                }
            }
        }
    }

    private static void relay(DatagramChannel channel, InetSocketAddress destination, ByteBuffer query) {
        try {
            channel.send(query, destination);
        } catch (IOException e) {
            LOG.trace("a query was not relayed to {}: {}", destination, e.toString());
        }
    }

    @Override
    public void close() {
        Sockets.close(shared);
        Sockets.close(service);
    }
}
