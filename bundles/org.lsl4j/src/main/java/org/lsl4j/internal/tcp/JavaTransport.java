package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.lsl4j.Endpoint;
import org.lsl4j.InletOptions;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.LslException;
import org.lsl4j.MemoryBudget;
import org.lsl4j.OutletOptions;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.DaemonThreads;
import org.lsl4j.internal.base.HostName;
import org.lsl4j.internal.discovery.RepeatedSearch;
import org.lsl4j.internal.discovery.Resolver;
import org.lsl4j.internal.discovery.Responder;
import org.lsl4j.internal.discovery.Search;
import org.lsl4j.internal.discovery.ServedStream;
import org.lsl4j.internal.net.DatagramLoop;
import org.lsl4j.internal.net.EventLoop;
import org.lsl4j.internal.net.Interfaces;
import org.lsl4j.internal.net.PeerLog;
import org.lsl4j.internal.net.Sockets;
import org.lsl4j.internal.query.QueryText;
import org.lsl4j.internal.time.TimeExchange;
import org.lsl4j.internal.transport.Receiver;
import org.lsl4j.internal.transport.Reception;
import org.lsl4j.internal.transport.Sender;
import org.lsl4j.internal.transport.StreamSearch;
import org.lsl4j.internal.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams over this library's own sockets. It owns those that all streams of an {@link Lsl} share, opened when needed. */
public final class JavaTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(JavaTransport.class);
    private static final int WAITING_QUERIES = 16;
    private static final int REJOIN_SECONDS = 10;

    private final LslConfig config;
    private final MemoryBudget memory;
    private final PeerLog peerLog = new PeerLog();
    private final Sockets sockets;
    private final Interfaces interfaces;
    private final DatagramLoop datagrams = new DatagramLoop();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads("lsl4j-timer"));
    private final ThreadPoolExecutor slowQueries = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_QUERIES), new DaemonThreads("lsl4j-queries"));
    private Responder responder;
    private Resolver resolver;
    private EventLoop outlets;
    private EventLoop inlets;
    private EventLoop clocks;
    private TimeExchange timeExchange;
    private Watchdog watchdog;
    private boolean closed;

    public JavaTransport(LslConfig config, MemoryBudget memory) {
        this.config = config;
        this.memory = memory;
        sockets = new Sockets(config);
        interfaces = new Interfaces(config.interfaces());
        slowQueries.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Sender sender(StreamInfo info, OutletOptions options) {
        Responder present = responder();
        List<ServerSocketChannel> listeners = sockets.data();
        try {
            ServedStream stream = new ServedStream(complete(info, listeners, present), config.maxCachedQueries(), slowQueries);
            Sender sender = new StreamSender(outlets(), stream, options, config, listeners, present, memory, peerLog);
            present.add(stream);
            return sender;
        } catch (IOException e) {
            Sockets.close(listeners);
            throw new LslException("stream " + info + " cannot be sent: " + e.getMessage(), e);
        }
    }

    private StreamInfo complete(StreamInfo info, List<ServerSocketChannel> listeners, Responder present) {
        return info.toBuilder().uid(UUID.randomUUID().toString()).createdAt(LslClock.now())
                .version(config.protocolVersion() / 100.0).sessionId(config.sessionId()).hostname(HostName.get())
                .v4(new Endpoint("", Sockets.port(listeners, true), present.servicePort(true)))
                .v6(new Endpoint("", Sockets.port(listeners, false), present.servicePort(false))).build();
    }

    @Override
    public Receiver receiver(StreamInfo info, InletOptions options, Reception reception) {
        if (OutletAddress.of(info, config) == null && info.sourceId().isEmpty()) {
            throw new IllegalArgumentException("stream " + info + " has neither an address nor a source id to look for");
        }
        Recovery recovery = new Recovery(resolver(), timer, options.recoverFromAnyHost(), peerLog);
        return new InletConnection(info, options, config, inlets(), timeExchange, watchdog, recovery, reception, peerLog);
    }

    @Override
    public ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public List<StreamInfo> resolve(String predicate, int minimum, Duration timeout) throws InterruptedException {
        return resolver().resolve(query(predicate), minimum, timeout);
    }

    @Override
    public StreamSearch search(String predicate, Duration forgetAfter) {
        Resolver present = resolver();
        Search search = present.begin(query(predicate));
        long pause = present.interval().plus(config.continuousInterval()).toMillis();
        Future<?> waves = timer.scheduleWithFixedDelay(again(() -> present.ask(search)), 0, pause, TimeUnit.MILLISECONDS);
        return new RepeatedSearch(present, search, waves, forgetAfter);
    }

    /** A task that fails is told, and done again the next time: its timer would drop it without a word. */
    private Runnable again(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                peerLog.warn(LOG, "timer", "looking for streams failed and is tried again: " + e);
            } catch (Error e) {
                Thread.currentThread().getUncaughtExceptionHandler().uncaughtException(Thread.currentThread(), e);
            }
        };
    }

    private String query(String predicate) {
        return QueryText.inSession(config.sessionId(), predicate);
    }

    private synchronized Responder responder() {
        requireOpen();
        if (responder == null) {
            responder = new Responder(config, sockets, interfaces, datagrams);
            timer.scheduleWithFixedDelay(again(responder::joinGroups), REJOIN_SECONDS, REJOIN_SECONDS, TimeUnit.SECONDS);
        }
        return responder;
    }

    private synchronized Resolver resolver() {
        requireOpen();
        if (resolver == null) {
            resolver = new Resolver(config, sockets, interfaces, datagrams, peerLog);
        }
        return resolver;
    }

    /** Begins what all outlets share, if nobody did. */
    private synchronized EventLoop outlets() {
        requireOpen();
        outlets = outlets == null ? new EventLoop("lsl4j-outlets") : outlets;
        return outlets;
    }

    /** Begins what all inlets share, if nobody did. */
    private synchronized EventLoop inlets() {
        requireOpen();
        if (inlets == null) {
            inlets = new EventLoop("lsl4j-inlets");
            clocks = new EventLoop("lsl4j-time");
            timeExchange = new TimeExchange(config, clocks);
            watchdog = new Watchdog(inlets);
        }
        return inlets;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this Lsl was closed");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        timer.shutdownNow();
        slowQueries.shutdownNow();
        if (responder != null) {
            responder.close();
        }
        if (resolver != null) {
            resolver.close();
        }
        datagrams.close();
        if (outlets != null) {
            outlets.close();
        }
        if (inlets != null) {
            inlets.close();
            clocks.close();
        }
    }
}
