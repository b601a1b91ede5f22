package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.OutletOptions;
import org.lsl4j.internal.base.Deadline;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.discovery.ServedStream;
import org.lsl4j.internal.net.PeerFilter;
import org.lsl4j.internal.net.PeerLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP side of one outlet: one thread that accepts connections, answers requests and sends samples, and never waits
 * for any single client.
 */
public final class DataServer {
    private static final Logger LOG = LoggerFactory.getLogger(DataServer.class);
    /** How often requests that take too long are looked for. */
    private static final long IDLE_MILLIS = 500;

    private final List<ServerSocketChannel> listeners;
    private final ServedStream stream;
    private final SampleLog log;
    private final OutletOptions options;
    private final LslConfig config;
    private final PeerLog peerLog;
    private final PeerFilter peers;
    private final Selector selector;
    private final Thread thread;
    private final List<DataConnection> connections = new ArrayList<>();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Object consumersChanged = new Object();
    private int consumers;
    private volatile long sentBytes;
    private volatile boolean closing;
    /** When connections are accepted again, if they are not now. */
    private double acceptAgainAt = Double.NaN;
    private boolean acceptFailed;

    /** Serves a stream whose ports are open already; {@link #start} begins to. */
    DataServer(List<ServerSocketChannel> listeners, ServedStream stream, SampleLog log, OutletOptions options, LslConfig config,
            PeerLog peerLog) throws IOException {
        this.listeners = listeners;
        this.stream = stream;
        this.log = log;
        this.options = options;
        this.config = config;
        this.peerLog = peerLog;
        peers = new PeerFilter(config.allowedPeers());
        selector = Selector.open();
        for (ServerSocketChannel listener : listeners) {
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
        }
        thread = new Thread(this::run, "lsl4j-outlet-" + stream.info().name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Tells the thread that there are new samples. Cheap while it is busy. */
    void wake() {
        if (asleep.compareAndSet(true, false)) {
            selector.wakeup();
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
        closing = true;
        selector.wakeup();
    }

    /** Waits until all connections are closed. */
    void awaitEnd() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                turn(IDLE_MILLIS);
            }
            closeListeners();
            drain();
        } catch (IOException | RuntimeException e) {
            LOG.error("stream {} can no longer be sent: {}", stream.info(), e.toString());
        } finally {
            connections.forEach(DataConnection::close);
            countConsumers();
            closeListeners();
            closeQuietly(selector);
        }
    }

    private void drain() throws IOException {
        double deadline = LslClock.now() + Limits.DRAIN_SECONDS;
        while (connections.stream().anyMatch(DataConnection::hasMore) && LslClock.now() < deadline) {
            turn(10);
        }
    }

    private void turn(long idleMillis) throws IOException {
        asleep.set(true);
        // whoever pushes after this check sees that it sleeps, and wakes it
        if (connections.stream().anyMatch(DataConnection::canSend)) {
            selector.selectNow();
        } else {
            selector.select(idleMillis);
        }
        asleep.set(false);
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof DataConnection connection) {
                connection.serve(key);
            } else {
                accept(key);
            }
        }
        selector.selectedKeys().clear();
        for (DataConnection connection : connections) {
            sentBytes += connection.send();
        }
        double now = LslClock.now();
        connections.removeIf(connection -> connection.isOver(now));
        countConsumers();
        if (now >= acceptAgainAt) {
            acceptAgainAt = Double.NaN;
            setAccepting(true);
        }
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
        for (ServerSocketChannel listener : listeners) {
            SelectionKey key = listener.keyFor(selector);
            if (key != null && key.isValid()) {
                key.interestOps(accepting ? SelectionKey.OP_ACCEPT : 0);
            }
        }
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

    private void accept(SelectionKey key) {
        try {
            SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
            if (channel != null) {
                acceptFailed = false;
                serve(channel);
            }
        } catch (ClosedChannelException | CancelledKeyException e) {
            LOG.trace("stream {} ends", stream.info());
        } catch (IOException e) {
            pauseAccepting(e);
        }
    }

    private void serve(SocketChannel channel) {
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
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (config.sendBufferBytes() > 0) {
                channel.setOption(StandardSocketOptions.SO_SNDBUF, config.sendBufferBytes());
            }
            DataConnection connection = new DataConnection(channel, source, stream, log, options, config, peerLog, this::wake);
            connection.attach(channel.register(selector, SelectionKey.OP_READ, connection));
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
