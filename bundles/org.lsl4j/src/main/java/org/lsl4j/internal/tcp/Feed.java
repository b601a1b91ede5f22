package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.lsl4j.LslConfig;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.HeaderLines;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.net.EventLoop;
import org.lsl4j.internal.wire.ArchiveReader;
import org.lsl4j.internal.wire.FeedInput;
import org.lsl4j.internal.wire.ResponseHeader;
import org.lsl4j.internal.wire.SampleReader;
import org.lsl4j.internal.wire.TestPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An inlet's connection to an outlet: asks for samples and moves them to a log. It lives on the thread of a loop, which it never
 * keeps for longer than a few buffers' worth of samples.
 */
final class Feed {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int PROTOCOL = 110;
    private static final int BUFFERS_AT_A_TIME = 4;

    private final EventLoop loop;
    private final StreamInfo info;
    private final LslConfig config;
    private final FeedRequest request;
    private final SampleLog log;
    private final FeedListener listener;
    private InetSocketAddress address;
    private Stage stage = Stage.CONNECTING;
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private FeedInput input;
    private ResponseHeader header;
    private TestPattern.Check check;
    private EventLoop.Timer timer;
    /** By the loop's clock. */
    private volatile long quietSince;
    /** How many of the requests that it could make it has made. */
    private int requests;
    private volatile SampleReader reader;
    private volatile long received;

    private enum Stage {
        CONNECTING, ASKING, TESTING, FLOWING, OVER
    }

    Feed(EventLoop loop, StreamInfo info, LslConfig config, FeedRequest request, SampleLog log, FeedListener listener) {
        this.loop = loop;
        this.info = info;
        this.config = config;
        this.request = request;
        this.log = log;
        this.listener = listener;
    }

    /** Begins to connect. */
    void connect(InetSocketAddress outlet) {
        address = outlet;
        connect();
    }

    private void connect() {
        guard(() -> {
            channel = SocketChannel.open();
            if (config.receiveBufferBytes() > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, config.receiveBufferBytes());
            }
            key = loop.register(channel, 0, selected -> guard(this::serve));
            enter(Stage.CONNECTING);
            if (channel.connect(address)) {
                ask();
            } else {
                key.interestOps(SelectionKey.OP_CONNECT);
            }
        });
    }

    /** Does one of the things that the channel waits for, or that its time has come for. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void guard(Step step) {
        try {
            if (stage != Stage.OVER) {
                step.run();
            }
        } catch (IOException | UnsupportedAddressTypeException e) {
            end(e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (RuntimeException | Error e) {
            close();
            listener.failed(e);
        }
    }

    private void serve() throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            ask();
        }
        if (key.isWritable()) {
            send();
        }
        if (key.isReadable()) {
            read();
        }
    }

    private void ask() throws IOException {
        input = new FeedInput();
        header = new ResponseHeader();
        unsent = ByteBuffer.wrap((isOld() ? request.old() : request.text(requests)).getBytes(StandardCharsets.UTF_8));
        requests++;
        if (isOld()) { // which has no answer but the samples
            test(new ArchiveReader(input, info));
        } else {
            enter(Stage.ASKING);
        }
        send();
    }

    private boolean isOld() {
        return config.protocolVersion() < PROTOCOL || Math.round(info.version() * 100) < PROTOCOL;
    }

    private void send() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void test(SampleReader newReader) {
        check = new TestPattern.Check(newReader, info);
        reader = newReader;
        enter(Stage.TESTING);
    }

    /** Reads on while there is more than fits at once, but not for ever: others wait meanwhile. */
    private void read() throws IOException {
        boolean more = true;
        for (int i = 0; more && i < BUFFERS_AT_A_TIME; i++) {
            readBuffer();
            more = stage == Stage.FLOWING && input.wasFilled();
        }
        if (stage == Stage.FLOWING) {
            listener.received();
        }
    }

    private void readBuffer() throws IOException {
        int count = input.fill(channel);
        if (count < 0) {
            if (stage == Stage.ASKING) {
                accepted(header.lines());
            }
            throw new IOException("the outlet closed the connection");
        }
        quietSince = loop.now();
        received += count;
        if (stage == Stage.ASKING && header.read(input)) {
            agree(accepted(header.lines()));
        }
        if (stage == Stage.TESTING && check.isPassed()) {
            enter(Stage.FLOWING);
            listener.connected();
        }
        if (stage == Stage.FLOWING) {
            boolean more = true;
            while (more) {
                more = reader.readSample(log);
            }
        }
    }

    private HeaderLines accepted(List<String> response) throws IOException {
        String status = response.isEmpty() ? "" : response.get(0);
        String[] words = status.split("\\s+");
        if (words.length < 3 || !words[0].startsWith("LSL/") || !words[1].equals("200")) {
            throw new IOException("the outlet refused the request: '" + status + "'");
        }
        HeaderLines lines = HeaderLines.parse(response.subList(1, response.size()));
        String uid = lines.text("UID", info.uid());
        if (!uid.equals(info.uid().toLowerCase(Locale.ROOT))) {
            throw new IOException("another outlet answered, of uid " + uid);
        }
        return lines;
    }

    private void agree(HeaderLines answer) throws IOException {
        int version = answer.integer("Data-Protocol-Version", 100);
        if (version / 100 != PROTOCOL / 100) {
            throw new IOException("the outlet speaks data protocol " + version + ", not " + PROTOCOL);
        }
        if (version < PROTOCOL && requests < request.count()) {
            closeChannel();
            connect();
            return;
        }
        boolean swapped = answer.integer("Byte-Order", 1234) == 4321;
        test(version < PROTOCOL ? new ArchiveReader(input, info)
                : new FeedReader(input, swapped ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, info));
    }

    private void enter(Stage next) {
        stage = next;
        quietSince = loop.now();
        if (timer != null) {
            timer.cancel();
        }
        watchAfter(patienceNanos());
    }

    private void watchAfter(long nanos) {
        timer = loop.after(nanos, () -> guard(this::watch));
    }

    private long patienceNanos() {
        long silence = Math.max(1, Math.min(Limits.SILENCE_MILLIS, config.watchdogThreshold().toMillis()));
        return 1_000_000 * switch (stage) {
            case CONNECTING -> Limits.CONNECT_MILLIS;
            case ASKING, TESTING -> Limits.RESPONSE_MILLIS;
            default -> silence;
        };
    }

    /** Looks whether it has been quiet for too long. */
    private void watch() {
        long left = quietSince + patienceNanos() - loop.now();
        if (left > 0) {
            watchAfter(left);
        } else if (stage == Stage.FLOWING) {
            watchAfter(patienceNanos());
            listener.silent();
        } else {
            end(stage == Stage.CONNECTING ? "no connection within " + Limits.CONNECT_MILLIS / 1000 + " s"
                    : "the outlet did not answer the request");
        }
    }

    /** Whether the outlet stamps none of its samples. May be asked on any thread. */
    boolean isUnstamped() {
        SampleReader present = reader;
        return present != null && present.isUnstamped();
    }

    /** Bytes of samples and of all before them. May be asked on any thread. */
    long received() {
        return received;
    }

    /** Nanoseconds in which nothing came. May be asked on any thread. */
    long silence() {
        return Math.max(0, loop.seen() - quietSince);
    }

    /** Ends, and tells why. */
    void end(String problem) {
        if (stage != Stage.OVER) {
            close();
            listener.ended(problem);
        }
    }

    /** Ends without a word. */
    void close() {
        stage = Stage.OVER;
        if (timer != null) {
            timer.cancel();
        }
        if (reader != null) {
            reader.close();
        }
        closeChannel();
    }

    private void closeChannel() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("closing {} failed: {}", channel, e.toString());
        }
    }
}
