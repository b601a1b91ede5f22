package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.OutletOptions;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.HeaderLines;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.buffer.SampleBatch;
import org.lsl4j.internal.buffer.BufferLength;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.discovery.ServedStream;
import org.lsl4j.internal.net.PeerLog;
import org.lsl4j.internal.query.Query;
import org.lsl4j.internal.wire.ArchiveWriter;
import org.lsl4j.internal.wire.Request;
import org.lsl4j.internal.wire.SampleWriter;
import org.lsl4j.internal.wire.TestPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of an outlet's data port, from its request to its end. Used by one thread at a time: that of its loop, or one that
 * works in its place.
 */
public final class DataConnection {
    private static final Logger LOG = LoggerFactory.getLogger(DataConnection.class);

    private static final int BATCHES_AT_A_TIME = 16;

    private final SocketChannel channel;
    private final InetAddress source;
    private final ServedStream stream;
    private final SampleLog log;
    private final OutletOptions options;
    private final LslConfig config;
    private final PeerLog peerLog;
    private final Runnable wake;
    private final double requestDeadline = LslClock.now() + Limits.REQUEST_SECONDS;
    /** The request as far as it has arrived; later, room for what a client has no business to send. */
    private final ByteBuffer in = ByteBuffer.allocate(Limits.HEADER);
    /** What goes out before any samples. */
    private ByteBuffer answer = ByteBuffer.allocate(0);
    private Feed feed;
    private SelectionKey key;
    private boolean answered;
    private boolean awaitsMatch;
    /** When it last took something, or had nothing to take. */
    private double lastProgress = LslClock.now();
    /** Whether the query holds that it waits to be told of; null until that is known. */
    private volatile Boolean match;
    private boolean over;

    /** What a client that receives samples has besides. */
    private record Feed(SampleLog.Reader reader, SampleWriter writer, int chunk) {
    }

    /**
     * A client that has just connected.
     *
     * @param wake makes that thread call {@link #send}
     */
    DataConnection(SocketChannel channel, InetAddress source, ServedStream stream, SampleLog log, OutletOptions options,
            LslConfig config, PeerLog peerLog, Runnable wake) {
        this.channel = channel;
        this.source = source;
        this.stream = stream;
        this.log = log;
        this.options = options;
        this.config = config;
        this.peerLog = peerLog;
        this.wake = wake;
    }

    void attach(SelectionKey selectionKey) {
        key = selectionKey;
    }

    InetAddress source() {
        return source;
    }

    boolean isFeeding() {
        return feed != null && !over;
    }

    /** Whether it has not sent its request. */
    boolean hasNotAsked() {
        return !answered;
    }

    /** Whether it waits for samples and there are some. */
    boolean canSend() {
        return isFeeding() && key.interestOps() == SelectionKey.OP_READ && feed.reader.isReady(feed.chunk);
    }

    /** Whether not all has been sent that is meant for it. */
    boolean hasMore() {
        return !over
                && (answer.hasRemaining() || feed != null && (feed.reader.available() > 0 || !feed.writer.batch().isEmpty()));
    }

    /** Whether it can be forgotten. */
    boolean isOver(double now) {
        if (!over && !answered && now > requestDeadline) {
            LOG.debug("{} sent no request in time", source);
            close();
        }
        if (isStalled(now)) {
            peerLog.warn(LOG, "stalled", "stream " + stream.info() + ": " + source.getHostAddress()
                    + " is disconnected, it has taken nothing for " + config.consumerTimeout());
            close();
        }
        return over;
    }

    private boolean isStalled(double now) {
        return !over && answered && config.consumerTimeout().toNanos() > 0
                && now - lastProgress > config.consumerTimeout().toNanos() / 1e9;
    }

    void close() {
        over = true;
        if (feed != null) {
            feed.reader.close();
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing the connection to {} failed: {}", source, e.toString());
        }
    }

    /** Reads what has arrived. */
    void serve(SelectionKey selected) {
        if (over || !selected.isValid() || !selected.isReadable()) {
            return;
        }
        try {
            int count = channel.read(in);
            if (count < 0) {
                close();
            } else if (answered) {
                in.clear();
            } else {
                readRequest();
            }
        } catch (IOException e) {
            LOG.debug("{} is gone: {}", source, e.toString());
            close();
        } catch (RuntimeException e) {
            peerLog.warn(LOG, "request", "a request from " + source.getHostAddress() + " is refused: " + e);
            close();
        }
    }

    private void readRequest() {
        Request request = Request.parse(in);
        if (request != null) {
            answered = true;
            in.clear();
            answer(request);
        } else if (!in.hasRemaining()) {
            close();
        }
    }

    private void answer(Request request) {
        switch (request.method()) {
            case Request.FULL_INFO -> answerWith(stream.fullXml());
            case Request.SHORT_INFO -> {
                awaitsMatch = true;
                stream.match(Query.parse(request.lines().get(0).strip()), matches -> {
                    match = matches;
                    wake.run();
                });
            }
            case Request.FEED -> startOldFeed(request.lines().get(0).strip().split("\\s+"));
            default -> {
                if (request.isFeed()) {
                    answerFeed(request);
                } else {
                    close();
                }
            }
        }
    }

    private void answerFeed(Request request) {
        if (request.version() / 100 > 1) {
            answerWith("LSL/110 505 Version not supported");
        } else if (!request.argument().isEmpty() && !request.argument().equals(stream.info().uid())) {
            answerWith("LSL/110 404 Not found");
        } else {
            startFeed(request);
        }
    }

    private void answerWith(String text) {
        answer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private void startFeed(Request request) {
        StreamInfo info = stream.info();
        HeaderLines header = HeaderLines.parse(request.lines());
        if (request.lines().size() > Limits.HEADER_LINES) {
            throw new IllegalArgumentException("more than " + Limits.HEADER_LINES + " header lines");
        }
        boolean old = config.protocolVersion() < 110 || request.version() < 110 || header.integer("Protocol-Version", 110) < 110;
        boolean suppress = info.format().isFloating() && !header.text("Supports-Subnormals", "1").equals("1");
        start(old ? new ArchiveWriter(info, stream.shortXml()) : new FeedWriter(info.nominalRate()),
                header.integer("Max-Buffer-Length", Integer.MAX_VALUE), header.integer("Max-Chunk-Length", 0));
        answerWith("LSL/110 200 OK\r\nUID: " + info.uid() + "\r\nByte-Order: 1234\r\nSuppress-Subnormals: " + (suppress ? 1 : 0)
                + "\r\nData-Protocol-Version: " + (old ? 100 : 110) + "\r\n\r\n");
    }

    /** Protocol 1.00 knows neither headers nor answers. */
    private void startOldFeed(String[] wishes) {
        int chunk = wishes.length > 1 ? Integer.parseInt(wishes[1]) : 0;
        start(new ArchiveWriter(stream.info(), stream.shortXml()), Integer.parseInt(wishes[0]), chunk);
    }

    private void start(SampleWriter writer, int bufferWish, int chunkWish) {
        StreamInfo info = stream.info();
        int most = BufferLength.samples(info.nominalRate(), options.buffer());
        int chunk = options.chunk() > 0 && chunkWish > 0 ? chunkWish : Math.max(1, options.chunk());
        for (int offset : TestPattern.OFFSETS) {
            writer.writeTestSample(TestPattern.record(info.format(), info.channelCount(), offset));
        }
        // before the answer goes out, so that no sample is lost that is pushed once the client knows it is connected
        SampleLog.Reader reader = log.reader(Math.max(BufferLength.LEAST, Math.min(bufferWish, most)));
        feed = new Feed(reader, writer, chunk);
    }

    /** Sends as much as the network takes now; returns how many bytes. */
    long send() {
        if (over || !answered || awaitsMatch && match == null) {
            return 0;
        }
        try {
            if (awaitsMatch) {
                awaitsMatch = false;
                answerWith(match ? stream.shortXml() : "");
            }
            long sent = answer.hasRemaining() ? channel.write(answer) : 0;
            if (!answer.hasRemaining()) {
                if (feed == null) {
                    close();
                    return sent;
                }
                sent += sendSamples();
            }
            if (!over) {
                boolean blocked = answer.hasRemaining() || !feed.writer.batch().isEmpty();
                if (sent > 0 || !blocked) {
                    lastProgress = LslClock.now();
                }
                waitFor(blocked ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            }
            return sent;
        } catch (IOException e) {
            LOG.debug("{} is gone: {}", source, e.toString());
            close();
            return 0;
        } catch (RuntimeException e) {
            peerLog.warn(LOG, "sending", "sending to " + source.getHostAddress() + " failed: " + e);
            close();
            return 0;
        }
    }

    private void waitFor(int operations) {
        if (key.interestOps() != operations) {
            key.interestOps(operations);
            key.selector().wakeup(); // the loop may sleep while another thread sends
        }
    }

    private long sendSamples() throws IOException {
        SampleBatch batch = feed.writer.batch();
        long sent = 0;
        // not for ever: a consumer as fast as the producer must not keep others waiting
        for (int i = 0; i < BATCHES_AT_A_TIME; i++) {
            if (batch.isEmpty()) {
                if (!feed.reader.isReady(feed.chunk)) {
                    break;
                }
                feed.reader.readDue(feed.writer);
            }
            ByteBuffer bytes = batch.bytes().flip();
            sent += channel.write(bytes);
            bytes.compact();
            if (!batch.isEmpty()) {
                break;
            }
        }
        return sent;
    }
}
