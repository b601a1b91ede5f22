package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

import org.lsl4j.InletOptions;
import org.lsl4j.InletState;
import org.lsl4j.LslConfig;
import org.lsl4j.StreamInfo;
import org.lsl4j.TimeCorrection;
import org.lsl4j.internal.buffer.BufferLength;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.net.PeerLog;
import org.lsl4j.internal.time.TimeExchange;
import org.lsl4j.internal.transport.InletStatus;
import org.lsl4j.internal.transport.Receiver;
import org.lsl4j.internal.transport.Reception;
import org.lsl4j.internal.wire.FeedInput;
import org.lsl4j.internal.wire.InfoRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an inlet supplied: connects to the outlet, moves its samples to the inlet's log and, when the connection breaks,
 * looks for the outlet again. All that happens on one thread.
 */
public final class InletConnection implements Receiver, FeedInput.Pause {
    private static final Logger LOG = LoggerFactory.getLogger(InletConnection.class);
    private static final long MILLIS_BETWEEN_ATTEMPTS = 500;

    private final LslConfig config;
    private final InletOptions options;
    private final Recovery recovery;
    private final PeerLog peerLog;
    private final SampleLog log;
    private final InletStatus status;
    private final Consumer<StreamInfo> successor;
    private final TimeExchange timeExchange;
    private final Watchdog watchdog;
    private final Thread thread;
    private volatile StreamInfo info;
    private volatile long connections;
    private volatile long formerBytes;
    private volatile Feed feed;
    private long waitingSince;
    private boolean outOfReach;
    private boolean refusedTold;
    private boolean started;

    /** Ready to begin. */
    InletConnection(StreamInfo info, InletOptions options, LslConfig config, Recovery recovery, Reception reception,
            PeerLog peerLog) {
        this.info = info;
        this.options = options;
        this.config = config;
        this.recovery = recovery;
        this.peerLog = peerLog;
        log = reception.log();
        status = reception.status();
        successor = reception.successor();
        timeExchange = new TimeExchange(config);
        watchdog = new Watchdog(info.nominalRate() > 0);
        thread = new Thread(this::run, "lsl4j-inlet-" + info.name());
        thread.setDaemon(true);
    }

    @Override
    public synchronized void start() {
        if (!started && !status.isOver()) {
            started = true;
            thread.start();
        }
    }

    @Override
    public StreamInfo info() {
        return info;
    }

    @Override
    public boolean isStamped() {
        Feed present = feed;
        return present == null || !present.isUnstamped();
    }

    @Override
    public long reconnects() {
        return Math.max(0, connections - 1);
    }

    @Override
    public long bytes() {
        Feed present = feed;
        return formerBytes + (present == null ? 0 : present.received());
    }

    @Override
    public StreamInfo fullInfo(long deadline) throws IOException {
        StreamInfo present = info;
        OutletAddress address = OutletAddress.of(present, config);
        if (address == null) {
            start();
            throw new IOException("its address is not known");
        }
        StreamInfo full = InfoRequest.fetch(address.data(), deadline, log.budget());
        if (!full.uid().equals(present.uid())) {
            throw new IOException("another outlet is at " + address.data());
        }
        return full.toBuilder().v4(present.v4()).v6(present.v6()).build();
    }

    @Override
    public TimeCorrection measure() throws IOException {
        OutletAddress address = OutletAddress.of(info, config);
        if (address == null) {
            start();
            return null;
        }
        TimeCorrection measured = timeExchange.measure(address.service());
        // over a connection that is broken, or was a moment ago, probes take one way much longer than the other
        return status.get() == InletState.RECOVERING ? null : measured;
    }

    private void run() {
        try {
            if (OutletAddress.of(info, config) == null) {
                recover();
            }
            while (!status.isOver()) {
                long attempt = System.nanoTime();
                String problem = receive();
                if (status.isOver()) {
                    return;
                }
                if (!mayRecover()) {
                    if (connections > 0) {
                        peerLog.warn(LOG, "lost " + info, "stream " + info + " is lost: " + problem);
                    } else {
                        LOG.debug("stream {} does not answer: {}", info, problem); // who opens it is told why
                    }
                    status.lose(problem);
                    log.close();
                    return;
                }
                LOG.info("stream {} is looked for: {}", info, problem);
                recover();
                sleepUntil(attempt + MILLIS_BETWEEN_ATTEMPTS * 1_000_000);
            }
        } catch (InterruptedException e) {
            LOG.trace("inlet of {} was closed", info);
        } catch (RuntimeException e) {
            LOG.error("stream {} is lost, by an error of this library", info, e);
            lose();
        } catch (Error e) {
            lose(); // nothing comes any more, and it must not look as if it did
            throw e;
        }
    }

    private boolean mayRecover() {
        return options.recover() && !info.sourceId().isEmpty();
    }

    private void lose() {
        status.change(InletState.LOST);
        log.close();
    }

    private void tellRefused() {
        refusedTold = true;
        LOG.warn("stream {}: a sample of more than {} bytes, or more than there is memory for, is dropped and counted, as "
                + "will be others", info, log.budget().largestSample());
    }

    /** Receives until the connection breaks; returns why. */
    private String receive() {
        try (Feed present = new Feed(info)) {
            feed = present;
            OutletAddress address = OutletAddress.of(info, config);
            if (address == null || status.isOver()) {
                return "its address is not known";
            }
            int buffer = Math.max(BufferLength.LEAST, BufferLength.samples(info.nominalRate(), options.buffer()));
            present.connect(address.data(), config, buffer, options.chunk(), this);
            connections++;
            outOfReach = false;
            status.change(InletState.CONNECTED);
            while (!status.isOver()) {
                present.read(log);
                if (!refusedTold && log.refused() > 0) {
                    tellRefused();
                }
                if (outOfReach) {
                    setOutOfReach(false);
                }
            }
            return "closed";
        } catch (IOException e) {
            return e.getMessage();
        } finally {
            formerBytes += feed.received();
            feed = null;
            log.release();
        }
    }

    private void recover() throws InterruptedException {
        status.change(InletState.RECOVERING);
        Optional<StreamInfo> found = Optional.empty();
        while (found.isEmpty() && !status.isOver()) {
            found = recovery.find(info);
        }
        found.ifPresent(this::takeOver);
    }

    private void takeOver(StreamInfo found) {
        boolean another = !found.uid().equals(info.uid());
        info = found;
        if (another) {
            LOG.info("stream {} goes on from outlet {}", found, found.uid());
            successor.accept(found);
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long millis = (nanos - System.nanoTime()) / 1_000_000;
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }

    @Override
    public void beforeWaiting() {
        log.release();
        waitingSince = System.nanoTime();
    }

    /** A silent stream may have nothing to say, be out of reach, or be gone for good. */
    @Override
    public void silence() throws IOException {
        OutletAddress address = OutletAddress.of(info, config);
        setOutOfReach(watchdog.isOutOfReach(address == null ? null : address.service()));
        if (mayRecover() && System.nanoTime() - waitingSince >= config.watchdogThreshold().toNanos()) {
            lookForSuccessor();
            waitingSince = System.nanoTime();
        }
    }

    private void setOutOfReach(boolean is) {
        if (is != outOfReach) {
            outOfReach = is;
            LOG.info("stream {} is {}", info, is ? "out of reach" : "back");
            status.change(is ? InletState.RECOVERING : InletState.CONNECTED);
        }
    }

    private void lookForSuccessor() throws IOException {
        try {
            Optional<StreamInfo> found = recovery.find(info);
            if (found.isPresent() && !found.get().uid().equals(info.uid())) {
                throw new IOException("nothing came for " + config.watchdogThreshold() + ", and there is a new outlet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("closed", e);
        }
    }

    @Override
    public synchronized void close() {
        Feed present = feed;
        if (present != null) {
            try {
                present.close();
            } catch (IOException e) {
                LOG.debug("closing a connection failed: {}", e.toString());
            }
        }
        thread.interrupt();
    }
}
