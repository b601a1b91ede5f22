package org.lsl4j;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into Lab Streaming Layer: sends, finds and receives streams. It owns the sockets and threads that all of them
 * share; several in one program do not disturb each other. Closing it closes what it made.
 */
public final class Lsl implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lsl.class);
    private static final int WAITING_QUERIES = 16;
    private static final int REJOIN_SECONDS = 10;

    private final LslConfig config;
    private final Sockets sockets;
    private final Interfaces interfaces;
    private final DatagramLoop datagrams = new DatagramLoop();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemon("lsl4j-timer"));
    private final ThreadPoolExecutor slowQueries = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_QUERIES), daemon("lsl4j-queries"));
    private final Set<Outlet> outlets = ConcurrentHashMap.newKeySet();
    private final Set<Inlet> inlets = ConcurrentHashMap.newKeySet();
    private Responder responder;
    private Resolver resolver;
    private boolean closed;

    private Lsl(LslConfig config) {
        this.config = config;
        sockets = new Sockets(config);
        interfaces = new Interfaces(config.interfaces());
        slowQueries.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Opens with the settings of the configuration file, or the defaults if there is none. */
    public static Lsl open() {
        return open(LslConfig.load());
    }

    /** Opens with settings made in code. */
    public static Lsl open(LslConfig config) {
        return new Lsl(config);
    }

    public LslConfig config() {
        return config;
    }

    /** Begins to send a stream. */
    public Outlet outlet(StreamInfo info) {
        return outlet(info, OutletOptions.DEFAULT);
    }

    /**
     * Begins to send a stream. Where it has no source id it gets one made of its properties and the host's name, so
     * that inlets find it again when this program restarts.
     *
     * @throws LslException if no port can be opened
     */
    public Outlet outlet(StreamInfo info, OutletOptions options) {
        Responder present = responder();
        List<ServerSocketChannel> listeners = sockets.data();
        try {
            ServedStream stream = new ServedStream(complete(info, listeners, present), config.maxCachedQueries(), slowQueries);
            Outlet outlet = new Outlet(stream, options, config, listeners, closing -> {
                present.remove(closing.stream());
                outlets.remove(closing);
            });
            present.add(stream);
            outlets.add(outlet);
            return outlet;
        } catch (IOException e) {
            Sockets.close(listeners);
            throw new LslException("stream " + info + " cannot be sent: " + e.getMessage(), e);
        }
    }

    private StreamInfo complete(StreamInfo info, List<ServerSocketChannel> listeners, Responder present) {
        StreamInfo.Builder builder = info.toBuilder().uid(UUID.randomUUID().toString()).createdAt(LslClock.now())
                .version(1.1).sessionId(config.sessionId()).hostname(hostname())
                .v4(new Endpoint("", Sockets.port(listeners, true), present.servicePort(true)))
                .v6(new Endpoint("", Sockets.port(listeners, false), present.servicePort(false)));
        if (info.sourceId().isEmpty()) {
            String properties = String.join("\n", hostname(), info.name(), info.type(), Integer.toString(info.channelCount()),
                    DecimalText.of(info.nominalRate()), info.format().text());
            builder.sourceId(UUID.nameUUIDFromBytes(properties.getBytes(StandardCharsets.UTF_8)).toString());
        }
        return builder.build();
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.debug("this host has a name without an address: {}", e.getMessage());
            return "localhost";
        }
    }

    /** Receives a stream that was found. */
    public Inlet inlet(StreamInfo info) {
        return inlet(info, InletOptions.DEFAULT);
    }

    /**
     * Receives a stream that was found, or one made by hand with a source id, which is looked for until it is there.
     *
     * @throws IllegalArgumentException if nothing says where it is and it has no source id to look for
     */
    public Inlet inlet(StreamInfo info, InletOptions options) {
        boolean reachable = config.usesV4() && info.v4().isComplete() || config.usesV6() && info.v6().isComplete();
        if (!reachable && info.sourceId().isEmpty()) {
            throw new IllegalArgumentException("stream " + info + " has neither an address nor a source id to look for");
        }
        Recovery recovery = new Recovery(resolver(), options.recoverFromAnyHost());
        Inlet inlet = new Inlet(info, options, config, recovery, inlets::remove);
        inlets.add(inlet);
        return inlet;
    }

    /** All streams of the session that answer within {@code wait}. */
    public List<StreamInfo> resolveAll(Duration wait) {
        return resolve("", 0, wait);
    }

    /**
     * Streams of the session for which an XPath predicate holds, such as {@code type='EEG' and nominal_srate>100}.
     *
     * @param predicate evaluated by the outlets, with their descriptions; empty for all
     * @param minimum how many to wait for; 0 to wait all the time for as many as there are
     * @param timeout how long to wait at most
     * @return what was found, perhaps fewer than {@code minimum}
     */
    public List<StreamInfo> resolve(String predicate, int minimum, Duration timeout) {
        try {
            return resolver().resolve(query(predicate), minimum, Duration.ZERO, timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LslException("interrupted while looking for streams", e);
        }
    }

    /** As {@link #resolve}, for streams with a property ({@code name}, {@code type}, {@code source_id} ...) of that value. */
    public List<StreamInfo> resolveBy(String property, String value, int minimum, Duration timeout) {
        return resolve(QueryText.equal(property, value), minimum, timeout);
    }

    /** Keeps looking for streams for which a predicate holds and forgets those that have not answered for 5 s. */
    public ContinuousResolver continuousResolver(String predicate) {
        return continuousResolver(predicate, Duration.ofSeconds(5));
    }

    /** Keeps looking for streams for which a predicate holds and forgets those that have not answered for a while. */
    public ContinuousResolver continuousResolver(String predicate, Duration forgetAfter) {
        Resolver present = resolver();
        Search search = present.begin(query(predicate));
        long pause = present.interval().plus(config.continuousInterval()).toMillis();
        Future<?> waves = timer.scheduleWithFixedDelay(() -> present.ask(search), 0, pause, TimeUnit.MILLISECONDS);
        return new ContinuousResolver(present, search, waves, forgetAfter);
    }

    private String query(String predicate) {
        String query = QueryText.inSession(config.sessionId(), predicate);
        if (query.length() > Limits.QUERY || query.lines().count() > 1) {
            throw new IllegalArgumentException("a query is one line of at most " + Limits.QUERY + " characters: " + predicate);
        }
        return query;
    }

    /**
     * Asks for the stream at a known address, where discovery does not reach.
     *
     * @throws LslTimeoutException if nothing answers in time
     */
    public StreamInfo infoAt(InetAddress host, int dataPort, Duration timeout) {
        try {
            StreamInfo info = InfoRequest.fetch(new InetSocketAddress(host, dataPort), Deadline.after(timeout));
            String address = host.getHostAddress();
            return host instanceof Inet4Address ? info.toBuilder().v4(info.v4().at(address)).build()
                    : info.toBuilder().v6(info.v6().at(address)).build();
        } catch (IOException e) {
            throw new LslTimeoutException("no stream at " + host + ", port " + dataPort + ": " + e.getMessage());
        }
    }

    private synchronized Responder responder() {
        requireOpen();
        if (responder == null) {
            responder = new Responder(config, sockets, interfaces, datagrams);
            timer.scheduleWithFixedDelay(responder::joinGroups, REJOIN_SECONDS, REJOIN_SECONDS, TimeUnit.SECONDS);
        }
        return responder;
    }

    private synchronized Resolver resolver() {
        requireOpen();
        if (resolver == null) {
            resolver = new Resolver(config, sockets, interfaces, datagrams);
        }
        return resolver;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this Lsl was closed");
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        // all at once, or each in turn would take its time to drain
        outlets.forEach(Outlet::finish);
        outlets.forEach(Outlet::close);
        inlets.forEach(Inlet::close);
        timer.shutdownNow();
        slowQueries.shutdownNow();
        if (responder != null) {
            responder.close();
        }
        if (resolver != null) {
            resolver.close();
        }
        datagrams.close();
    }
}
