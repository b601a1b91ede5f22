package org.rapport.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.rapport.api.graph.NodeStatus;
import org.rapport.api.graph.Output;
import org.rapport.api.node.PolledSource;
import org.rapport.api.node.Source;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One node and its mailbox. It works on threads that all nodes share; only a source that waits for what it sends has a thread of
 * its own.
 */
final class Runner implements Output {
    private static final Logger log = LoggerFactory.getLogger("graph");
    /** Blocks that may wait for one node; more of them, of eight devices with a block each 10 ms, for half a minute. */
    private static final int MAILBOX = 1024;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Values that may wait for one node: 30 MB. */
    private static final long MAILBOX_VALUES = 1 << 22;
    private static final double SMOOTHING = 0.05;
    private static final double NANOS_PER_SECOND = 1e9;

    private final NodeId id;
    private final Object node;
    private final Post post;
    private final Audience audience;
    private final boolean prompt;
    private final Mailbox mailbox = new Mailbox(MAILBOX, PATIENCE_NANOS, MAILBOX_VALUES);
    private final Turn turn;
    private final Life life;
    private final Map<StreamId, StreamStatus> streams = new LinkedHashMap<>();
    private final Map<StreamId, StreamQuality> qualities = new LinkedHashMap<>();
    private volatile List<Turn> targets = List.of();
    /** Whether one of them makes use of what comes at once. */
    private volatile boolean hasPromptTarget;
    private volatile Signal current;
    private volatile long currentSentAt;
    private volatile boolean stopping;
    // each written by one thread at a time
    private volatile long received;
    private volatile long sent;
    private volatile long failures;
    private volatile double latencyNanos;
    private volatile boolean predicted;
    private boolean dropsTold;

    /**
     * @param prompt whether it makes use of what comes at once
     * @param post of the graph that it is in
     * @param audience of that graph
     * @param workers of that graph
     */
    Runner(NodeId id, Object node, boolean prompt, Post post, Audience audience, Workers workers) {
        this.id = id;
        this.node = node;
        this.prompt = prompt;
        this.post = post;
        this.audience = audience;
        this.turn = new Turn(mailbox, workers, this::receive);
        this.life = life(workers);
    }

    private Life life(Workers workers) {
        if (node instanceof PolledSource source) {
            return new PolledLife(source, this, workers, this::stopped);
        }
        return node instanceof Source source ? new ThreadLife(id, source, this, this::stopped) : turn;
    }

    NodeId id() {
        return id;
    }

    void start() {
        life.start();
    }

    void targets(List<Runner> runners) {
        targets = runners.stream().map(runner -> runner.turn).toList();
        hasPromptTarget = runners.stream().anyMatch(runner -> runner.prompt);
    }

    /** Lets a node finish what it has been sent, for at most a second. */
    void stop() {
        stopping = true;
        life.finish();
        try {
            if (!life.awaitEnd(1000)) {
                log.warn("{} did not finish within a second and is interrupted", id);
                life.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (mailbox.dropped() > 0) {
            log.warn("{} was too slow for {} blocks, which were dropped", id, mailbox.dropped());
        }
        if (failures > 0) {
            log.warn("{} failed on {} of {} blocks", id, failures, received);
        }
    }

    @Override
    public String node() {
        return id.name();
    }

    @Override
    public void send(Signal signal) {
        if (signal instanceof StreamStatus status) {
            remember(status);
        } else if (signal instanceof StreamQuality quality) {
            remember(quality);
        } else {
            sent++;
            // when a prediction was made is known of one that is NaN too
            predicted = predicted || signal instanceof Block block && !block.stream().isTiming() && hasWholeRow(block);
        }
        Mailbox.Mail mail = new Mailbox.Mail(signal, System.nanoTime());
        post.bring(mail, targets);
        if (signal != current) {
            audience.sent(id, signal);
        }
    }

    @Override
    public double waited() {
        return current == null ? Double.NaN : (System.nanoTime() - currentSentAt) / NANOS_PER_SECOND;
    }

    @Override
    public void wake() {
        if (hasPromptTarget) {
            life.wake();
        }
    }

    /** What a node only hands on has been told where it came from. */
    private void remember(StreamStatus status) {
        if (status == current) {
            return;
        }
        boolean search;
        synchronized (streams) {
            search = streams.put(status.stream(), status) == null && status.state() == State.RESOLVING && !status.warning();
        }
        String failed = failures == 0 ? "" : "; it has failed on " + failures + " blocks so far";
        log.atLevel(search ? Level.DEBUG : level(status)).log("{}: {} {}: {}{}", id, name(status.stream()), status.state(),
                status.reason(), failed);
    }

    private static Level level(StreamStatus status) {
        return switch (status.state()) {
            case REFUSED -> Level.ERROR;
            case STALE, LOST, LATE -> Level.WARN;
            default -> status.warning() ? Level.WARN : Level.INFO;
        };
    }

    /** Whether a row says something in each of its channels. A prediction that nobody could make is NaN. */
    private static boolean hasWholeRow(Block block) {
        int width = block.stream().channels().size();
        for (int sample = 0; sample < block.samples(); sample++) {
            int channel = 0;
            while (channel < width && !Float.isNaN(block.value(sample, channel))) {
                channel++;
            }
            if (channel == width) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has sent a row without NaN. */
    boolean hasPredicted() {
        return predicted;
    }

    /** The last that it told of a stream, if it told anything. */
    Optional<String> lastWords() {
        synchronized (streams) {
            return streams.values().stream().reduce((one, next) -> next).map(status -> status.state() + ": " + status.reason());
        }
    }

    /** What it refuses and why, a line each, if it has sent nothing for that. */
    List<String> refusals() {
        if (sent > 0) {
            return List.of();
        }
        synchronized (streams) {
            return streams.values().stream().filter(status -> status.state() == State.REFUSED)
                    .map(status -> id + ": " + name(status.stream()) + " " + status.state() + ": " + status.reason()).toList();
        }
    }

    /** The node's own name stands before it. */
    private String name(StreamId stream) {
        return stream.node().equals(id.name()) ? stream.name() : stream.toString();
    }

    private void remember(StreamQuality quality) {
        if (quality != current) {
            synchronized (streams) {
                qualities.put(quality.stream(), quality);
            }
            log.debug("{}: {}", id, quality);
        }
    }

    private void stopped(Throwable why) {
        if (!stopping) {
            failures++;
            log.error("{} stopped: {}", id, Failure.words(why));
            log.debug("{} stopped", id, why);
        }
    }

    private void receive(Mailbox.Mail mail) throws InterruptedException {
        if (!dropsTold && mailbox.dropped() > 0) {
            dropsTold = true;
            log.warn("{} cannot keep up, or this computer cannot: the oldest waiting blocks are dropped, {} so far; from now on "
                    + "they are only counted", id, mailbox.dropped());
        }
        currentSentAt = mail.sentAt();
        current = mail.signal();
        try {
            Delivery.deliver(mail.signal(), node, this);
        } catch (InterruptedException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw e; // not this node's alone
        } catch (Exception | Error e) {
            if (failures++ == 0) {
                log.error("{} failed on a block: {}; further failures are only counted", id, Failure.words(e));
                log.debug("{} failed on a block", id, e);
            }
        }
        if (mail.signal() instanceof Block) {
            received++;
            latencyNanos += SMOOTHING * (System.nanoTime() - mail.sentAt() - latencyNanos);
        }
    }

    NodeStatus status(List<String> missing) {
        List<StreamStatus> states;
        List<StreamQuality> measured;
        synchronized (streams) {
            states = List.copyOf(streams.values());
            measured = List.copyOf(qualities.values());
        }
        return new NodeStatus(id.pipeline(), id.name(), id.type(), id.inputs(), missing, states, measured, received, sent,
                mailbox.waiting(), mailbox.dropped(), failures, (long) (latencyNanos / 1000));
    }
}
