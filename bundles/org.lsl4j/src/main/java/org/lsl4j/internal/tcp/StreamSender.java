package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;

import org.lsl4j.LslConfig;
import org.lsl4j.MemoryBudget;
import org.lsl4j.OutletOptions;
import org.lsl4j.OutletStatistics;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.discovery.Responder;
import org.lsl4j.internal.discovery.ServedStream;
import org.lsl4j.internal.net.EventLoop;
import org.lsl4j.internal.net.PeerLog;
import org.lsl4j.internal.transport.Sender;
import org.lsl4j.internal.wire.SampleEncoder;

/** Sends a stream over sockets that are open. */
public final class StreamSender implements Sender {
    private final ServedStream stream;
    private final Responder responder;
    private final SampleLog log;
    private final SampleEncoder encoder;
    private final DataServer server;
    private final boolean sendsAtOnce;

    /**
     * Begins.
     *
     * @param responder no longer to answer for the stream once it ends
     */
    StreamSender(EventLoop loop, ServedStream stream, OutletOptions options, LslConfig config,
            List<ServerSocketChannel> listeners, Responder responder, MemoryBudget memory, PeerLog peerLog) throws IOException {
        this.stream = stream;
        this.responder = responder;
        StreamInfo info = stream.info();
        sendsAtOnce = options.chunk() == 0;
        log = SampleLog.of(info, memory);
        encoder = new SampleEncoder(info.format(), info.channelCount());
        server = new DataServer(loop, listeners, stream, log, options, config, peerLog);
        server.start();
    }

    @Override
    public StreamInfo info() {
        return stream.info();
    }

    @Override
    public void append(Object values, int offset, double stamp) {
        log.append(stamp, encoder.encode(values, offset));
    }

    @Override
    public void send() {
        if (sendsAtOnce) {
            log.release();
        }
        server.sendAtOnce();
    }

    @Override
    public void flush() {
        log.release();
        server.wake();
    }

    @Override
    public int consumers() {
        return server.consumers();
    }

    @Override
    public boolean awaitConsumers(Duration timeout) throws InterruptedException {
        return server.awaitConsumers(timeout);
    }

    @Override
    public OutletStatistics statistics() {
        return new OutletStatistics(log.written(), log.dropped(), server.sentBytes());
    }

    @Override
    public void finish() {
        log.release();
        responder.remove(stream);
        server.finish();
    }

    @Override
    public void close() {
        server.awaitEnd();
    }
}
