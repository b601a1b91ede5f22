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
import org.lsl4j.internal.net.EventLoop;
import org.lsl4j.internal.net.PeerLog;
import org.lsl4j.internal.time.TimeExchange;
import org.lsl4j.internal.transport.InletStatus;
import org.lsl4j.internal.transport.Receiver;
import org.lsl4j.internal.transport.Reception;
import org.lsl4j.internal.wire.InfoRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an inlet supplied: connects to the outlet, whose samples go to the inlet's log, and, when the connection breaks, looks
 * for the outlet again. All that happens on the thread of a loop that many inlets share.
 */
final class InletConnection implements Receiver, FeedListener {
    private static final Logger LOG = LoggerFactory.getLogger(InletConnection.class);
    private static final long NANOS_BETWEEN_ATTEMPTS = 500_000_000;

    private final LslConfig config;
    private final InletOptions options;
    private final EventLoop loop;
    private final TimeExchange timeExchange;
    private final Recovery recovery;
    private final PeerLog peerLog;
    private final SampleLog log;
    private final InletStatus status;
    private final Consumer<StreamInfo> successor;
    private final Watchdog watchdog;
    private volatile StreamInfo info;
    /** Null if it is not known. */
    private volatile OutletAddress address;
    private volatile Feed feed;
    private volatile long connections;
    private volatile long formerBytes;
    private boolean started;
    /** The rest is the loop's. */
    private long attemptedAt = System.nanoTime() - NANOS_BETWEEN_ATTEMPTS;
    /** When something came, or a new outlet was looked for, by its loop's clock. */
    private long waitingSince;
    /** Whether the outlet's silence is being looked into. */
    private boolean judging;
    private boolean outOfReach;
    private boolean refusedTold;

    /** Ready to begin. */
    InletConnection(StreamInfo info, InletOptions options, LslConfig config, EventLoop loop, TimeExchange timeExchange,
            Watchdog watchdog, Recovery recovery, Reception reception, PeerLog peerLog) {
        this.info = info;
        this.options = options;
        this.config = config;
        this.loop = loop;
        this.timeExchange = timeExchange;
        this.watchdog = watchdog;
        this.recovery = recovery;
        this.peerLog = peerLog;
        address = OutletAddress.of(info, config);
        log = reception.log();
        status = reception.status();
        successor = reception.successor();
    }

    @Override
    public synchronized void start() {
        if (!started && !status.isOver()) {
            started = true;
            step(address == null ? this::recover : this::attempt);
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
    public long silence() {
        Feed present = feed;
        return present == null ? 0 : present.silence();
    }

    @Override
    public StreamInfo fullInfo(long deadline) throws IOException {
        StreamInfo present = info;
        OutletAddress known = address;
        if (known == null) {
            start();
            throw new IOException("its address is not known");
        }
        StreamInfo full = InfoRequest.fetch(known.data(), deadline, log.budget());
        if (!full.uid().equals(present.uid())) {
            throw new IOException("another outlet is at " + known.data());
        }
        return full.toBuilder().v4(present.v4()).v6(present.v6()).build();
    }

    @Override
    public void measure(Consumer<TimeCorrection> measured) {
        OutletAddress known = address;
        if (known == null) {
            start();
            measured.accept(null);
            return;
        }
        // over a connection that is broken, or was a moment ago, probes take one way much longer than the other
        timeExchange.measure(known.service(), found -> measured.accept(status.get() == InletState.RECOVERING ? null : found));
    }

    /** Does something soon on the loop, unless it is over by then; if that fails, the stream is lost. */
    private void step(Runnable step) {
        loop.execute(() -> take(step));
    }

    private void take(Runnable step) {
        if (status.isOver()) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /** Nothing comes any more, and it must not look as if it did. */
    @Override
    public void failed(Throwable error) {
        LOG.error("stream {} is lost, by an error of this library", info, error);
        if (feed != null) {
            feed.close();
        }
        status.change(InletState.LOST);
        log.close();
        if (error instanceof Error) {
            Thread.currentThread().getUncaughtExceptionHandler().uncaughtException(Thread.currentThread(), error);
        }
    }

    private void attempt() {
        attemptedAt = System.nanoTime();
        int buffer = Math.max(BufferLength.LEAST, BufferLength.samples(info.nominalRate(), options.buffer()));
        feed = new Feed(loop, info, config, new FeedRequest(info, buffer, options.chunk()), log, this);
        if (address == null) {
            feed.end("its address is not known");
        } else {
            feed.connect(address.data());
        }
    }

    @Override
    public void connected() {
        connections++;
        outOfReach = false;
        waitingSince = loop.now();
        status.change(InletState.CONNECTED);
    }

    @Override
    public void received() {
        log.release();
        waitingSince = loop.now();
        if (!refusedTold && log.refused() > 0) {
            tellRefused();
        }
        if (outOfReach) {
            setOutOfReach(false);
        }
    }

    private void tellRefused() {
        refusedTold = true;
        LOG.warn("stream {}: a sample of more than {} bytes, or more than there is memory for, is dropped and counted, as "
                + "will be others", info, log.budget().largestSample());
    }

    /** A silent stream may have nothing to say, be out of reach, or be gone for good. */
    @Override
    public void silent() {
        if (!judging) {
            judging = true;
            Feed asked = feed;
            long since = waitingSince;
            watchdog.judge(address.service(), info.nominalRate() > 0,
                    unreachable -> take(() -> judge(asked, unreachable && since == waitingSince)));
        }
    }

    private void judge(Feed asked, boolean unreachable) {
        judging = false;
        if (asked != feed) {
            return;
        }
        setOutOfReach(unreachable);
        if (mayRecover() && loop.now() - waitingSince >= config.watchdogThreshold().toNanos()) {
            judging = true;
            recovery.find(info, found -> step(() -> compare(asked, found)));
        }
    }

    private void compare(Feed asked, Optional<StreamInfo> found) {
        judging = false;
        waitingSince = loop.now();
        if (asked == feed && found.isPresent() && !found.get().uid().equals(info.uid())) {
            asked.end("nothing came for " + config.watchdogThreshold() + ", and there is a new outlet");
        }
    }

    private void setOutOfReach(boolean is) {
        if (is != outOfReach) {
            outOfReach = is;
            LOG.info("stream {} is {}", info, is ? "out of reach" : "back");
            status.change(is ? InletState.RECOVERING : InletState.CONNECTED);
        }
    }

    @Override
    public void ended(String problem) {
        formerBytes += feed.received();
        feed = null;
        log.release();
        if (mayRecover()) {
            LOG.info("stream {} is looked for: {}", info, problem);
            recover();
            return;
        }
        if (connections > 0) {
            peerLog.warn(LOG, "lost " + info, "stream " + info + " is lost: " + problem);
        } else {
            LOG.debug("stream {} does not answer: {}", info, problem); // who opens it is told why
        }
        status.lose(problem);
        log.close();
    }

    private boolean mayRecover() {
        return options.recover() && !info.sourceId().isEmpty();
    }

    private void recover() {
        status.change(InletState.RECOVERING);
        recovery.find(info, found -> step(() -> found.ifPresentOrElse(this::goOnFrom, this::recover)));
    }

    private void goOnFrom(StreamInfo found) {
        boolean another = !found.uid().equals(info.uid());
        info = found;
        address = OutletAddress.of(found, config);
        if (another) {
            LOG.info("stream {} goes on from outlet {}", found, found.uid());
            successor.accept(found);
        }
        long pause = attemptedAt + NANOS_BETWEEN_ATTEMPTS - System.nanoTime();
        loop.after(Math.max(0, pause), () -> take(this::attempt));
    }

    @Override
    public void close() {
        loop.execute(() -> {
            if (feed != null) {
                formerBytes += feed.received();
                feed.close();
                feed = null;
            }
        });
    }
}
