package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.OutletOptions;
import org.lsl4j.internal.base.Deadline;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.discovery.ServedStream;
import org.lsl4j.internal.net.EventLoop;
import org.lsl4j.internal.net.PeerFilter;
import org.lsl4j.internal.net.PeerLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP side of one outlet: accepts connections, answers requests and sends samples, on the thread of a loop that many outlets
 * share, and never waits for any single client.
 */
public final class DataServer {
    private static final Logger LOG = LoggerFactory.getLogger(DataServer.class);
    /** How often requests that take too long are looked for. */
    private static final long ROUND_NANOS = 500_000_000;
    /** What is pushed less often is sent at once. */
    private static final long RARE_NANOS = 500_000;
    /** How long a close waits for the loop beyond the time to drain. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final EventLoop loop;
    private final List<ServerSocketChannel> listeners;
    private final ServedStream stream;
    private final SampleLog log;
    private final OutletOptions options;
    private final LslConfig config;
    private final PeerLog peerLog;
    private final PeerFilter peers;
    private final List<SelectionKey> doors = new ArrayList<>();
    private final List<DataConnection> connections = new ArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object consumersChanged = new Object();
    private int consumers;
    private volatile long sentBytes;
    private volatile long askedAt = System.nanoTime();
    private boolean closing;
    /** When connections are accepted again, if they are not now. */
    private double acceptAgainAt = Double.NaN;
    private boolean acceptFailed;

    /** Serves a stream whose ports are open already; {@link #start} begins to. */
    DataServer(EventLoop loop, List<ServerSocketChannel> listeners, ServedStream stream, SampleLog log, OutletOptions options,
            LslConfig config, PeerLog peerLog) {
        this.loop = loop;
        this.listeners = listeners;
        this.stream = stream;
        this.log = log;
        this.options = options;
        this.config = config;
        this.peerLog = peerLog;
        peers = new PeerFilter(config.allowedPeers());
    }

    void start() throws IOException {
        for (ServerSocketChannel listener : listeners) {
            listener.configureBlocking(false);
        }
        loop.execute(() -> {
            try {
                for (ServerSocketChannel listener : listeners) {
                    doors.add(loop.register(listener, SelectionKey.OP_ACCEPT, selected -> accept(listener)));
                }
            } catch (IOException e) {
                LOG.error("stream {} cannot be sent: {}", stream.info(), e.toString());
            }
            goRound();
        });
    }

    /** Tells that there are new samples. Cheap while those before are not sent. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            loop.execute(this::send);
        }
    }

    /**
     * As {@link #wake}, but whoever pushes only now and then sends by himself, which spares each sample the wait for the loop.
     * Those that are pushed one after the other go out together.
     */
    void sendAtOnce() {
        long now = System.nanoTime();
        boolean rare = now - askedAt > RARE_NANOS;
        askedAt = now;
        if (!rare) {
            wake();
        } else if (woken.compareAndSet(false, true)) {
            loop.executeAtOnce(this::send);
        }
    }

    int consumers() {
        synchronized (consumersChanged) {
            return consumers;
        }
    }

    boolean awaitConsumers(Duration timeout) throws InterruptedException {
        long deadline = Deadline.after(timeout);
        synchronized (consumersChanged) {
            while (consumers == 0) {
                long millis = Deadline.millisTo(deadline);
                if (millis <= 0) {
                    return false;
                }
                consumersChanged.wait(millis);
            }
            return true;
        }
    }

    long sentBytes() {
        return sentBytes;
    }

    /** Takes no more connections and gives those that are there some time to take what is left. */
    void finish() {
        loop.execute(() -> {
            if (!closing) {
                closing = true;
                closeListeners();
                loop.after((long) (Limits.DRAIN_SECONDS * 1e9), this::end);
                send();
            }
        });
    }

    /** Waits until all connections are closed. */
    void awaitEnd() {
        try {
            if (!ended.await((long) (1000 * Limits.DRAIN_SECONDS) + PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("stream {} has not ended in time", stream.info());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        connections.forEach(DataConnection::close);
        connections.clear();
        countConsumers();
        ended.countDown();
    }

    private void send() {
        woken.set(false);
        for (DataConnection connection : connections) {
            sentBytes += connection.send();
        }
        tidy();
        if (connections.stream().anyMatch(DataConnection::canSend)) {
            wake(); // when others had their turn
        }
    }

    private void serve(DataConnection connection, SelectionKey key) {
        connection.serve(key);
        sentBytes += connection.send();
        tidy();
        if (connection.canSend()) {
            wake();
        }
    }

    /** Forgets connections that are over. */
    private void tidy() {
        double now = LslClock.now();
        connections.removeIf(connection -> connection.isOver(now));
        countConsumers();
        if (closing && connections.stream().noneMatch(DataConnection::hasMore)) {
            end();
        }
    }

    /** Looks after what nothing arrives to remind of. */
    private void goRound() {
        if (closing) {
            return;
        }
        tidy();
        if (LslClock.now() >= acceptAgainAt) {
            acceptAgainAt = Double.NaN;
            setAccepting(true);
        }
        loop.after(ROUND_NANOS, this::goRound);
    }

    /**
     * Where the program has no more files to open, nobody can be let in, nor sent away: whoever waits at the door would
     * keep this thread busy.
     */
    private void pauseAccepting(IOException problem) {
        if (!acceptFailed) {
            LOG.warn("stream {}: nobody can connect until this program has files to open again: {}", stream.info(),
                    problem.getMessage());
        }
        acceptFailed = true;
        acceptAgainAt = LslClock.now() + Limits.ACCEPT_PAUSE_SECONDS;
        setAccepting(false);
    }

    private void setAccepting(boolean accepting) {
        doors.stream().filter(SelectionKey::isValid).forEach(door -> door.interestOps(accepting ? SelectionKey.OP_ACCEPT : 0));
    }

    private void countConsumers() {
        int count = (int) connections.stream().filter(DataConnection::isFeeding).count();
        synchronized (consumersChanged) {
            if (count != consumers) {
                consumers = count;
                consumersChanged.notifyAll();
            }
        }
    }

    private void accept(ServerSocketChannel listener) {
        try {
            SocketChannel channel = listener.accept();
            if (channel != null) {
                acceptFailed = false;
                letIn(channel);
            }
        } catch (ClosedChannelException | CancelledKeyException e) {
            LOG.trace("stream {} ends", stream.info());
        } catch (IOException e) {
            pauseAccepting(e);
        }
    }

    private void letIn(SocketChannel channel) {
        try {
            InetAddress source = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            long fromThere = connections.stream().filter(connection -> connection.source().equals(source)).count();
            if (!peers.admits(source)) {
                LOG.debug("stream {}: {} is not among the allowed peers", stream.info(), source);
                channel.close();
                return;
            }
            if (connections.size() >= options.maxConsumers()) {
                makeRoom();
            }
            if (connections.size() >= options.maxConsumers() || fromThere >= Limits.CONNECTIONS_PER_SOURCE) {
                peerLog.warn(LOG, "refused", "stream " + stream.info() + ": a connection from " + source.getHostAddress()
                        + " is refused, there are " + connections.size() + " (" + fromThere + " from there)");
                channel.close();
                return;
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (config.sendBufferBytes() > 0) {
                channel.setOption(StandardSocketOptions.SO_SNDBUF, config.sendBufferBytes());
            }
            DataConnection connection = new DataConnection(channel, source, stream, log, options, config, peerLog, this::wake);
            connection.attach(loop.register(channel, SelectionKey.OP_READ, key -> serve(connection, key)));
            connections.add(connection);
        } catch (IOException | CancelledKeyException e) {
            LOG.debug("stream {}: a connection failed: {}", stream.info(), e.toString());
            closeQuietly(channel);
        }
    }

    /** Sends the first one away that has connected and asked for nothing yet: he may be there only to take the place. */
    private void makeRoom() {
        connections.stream().filter(DataConnection::hasNotAsked).findFirst().ifPresent(idle -> {
            idle.close();
            connections.remove(idle);
        });
    }

    private void closeListeners() {
        listeners.forEach(DataServer::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.debug("closing {} failed: {}", resource, e.toString());
        }
    }
}
