package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.lsl4j.ChannelFormat;
import org.lsl4j.LslConfig;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.HeaderLines;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.wire.ArchiveReader;
import org.lsl4j.internal.wire.FeedInput;
import org.lsl4j.internal.wire.Request;
import org.lsl4j.internal.wire.SampleReader;
import org.lsl4j.internal.wire.TestPattern;

/** An inlet's connection to an outlet: asks for samples and moves them to a log. */
public final class Feed implements AutoCloseable {
    private static final int PROTOCOL = 110;
    /**
     * What to say a text's size is, until the outlet agrees: old releases (1.10 does) want that of their C++ string,
     * which depends on their compiler, and otherwise fall back to protocol 1.00.
     */
    private static final int[] TEXT_SIZES = {0, 32, 8, 24, 28, 40};

    private final StreamInfo info;
    private volatile Socket socket = new Socket();
    private volatile boolean closed;
    private FeedInput input;
    private volatile SampleReader reader;

    Feed(StreamInfo info) {
        this.info = info;
    }

    /**
     * Connects and agrees on the format; after that every sample arrives.
     *
     * @param bufferSamples what the outlet should keep for us
     * @param chunk samples it should gather before it sends, 0 for its own choice
     * @param pause told when there is nothing to read for now
     */
    void connect(InetSocketAddress address, LslConfig config, int bufferSamples, int chunk, FeedInput.Pause pause)
            throws IOException {
        boolean old = config.protocolVersion() < PROTOCOL || Math.round(info.version() * 100) < PROTOCOL;
        FeedInput handshake = old ? askForArchive(address, config, bufferSamples, chunk, new Switch(pause))
                : negotiate(address, config, bufferSamples, chunk, new Switch(pause));
        socket.setSoTimeout((int) Math.max(1, Math.min(Limits.SILENCE_MILLIS, config.watchdogThreshold().toMillis())));
        input = handshake;
    }

    /** Protocol 1.00 has no answer but the samples. */
    private FeedInput askForArchive(InetSocketAddress address, LslConfig config, int bufferSamples, int chunk,
            FeedInput.Pause pause) throws IOException {
        FeedInput handshake = new FeedInput(connect(address, config).getInputStream(), pause);
        send(Request.FEED + "\r\n" + bufferSamples + " " + chunk + "\r\n");
        readFrom(new ArchiveReader(handshake, info));
        return handshake;
    }

    private FeedInput negotiate(InetSocketAddress address, LslConfig config, int bufferSamples, int chunk, FeedInput.Pause pause)
            throws IOException {
        int[] sizes = info.format() == ChannelFormat.STRING ? TEXT_SIZES : new int[]{info.format().bytes()};
        for (int i = 0;; i++) {
            FeedInput handshake = new FeedInput(connect(address, config).getInputStream(), pause);
            send(request(bufferSamples, chunk, sizes[i]));
            HeaderLines header = accepted(handshake.headerLines());
            int version = header.integer("Data-Protocol-Version", 100);
            if (version / 100 != PROTOCOL / 100) {
                throw new IOException("the outlet speaks data protocol " + version + ", not " + PROTOCOL);
            }
            if (version >= PROTOCOL || i == sizes.length - 1) {
                readFrom(version >= PROTOCOL ? new FeedReader(handshake, byteOrder(header), info)
                        : new ArchiveReader(handshake, info));
                return handshake;
            }
        }
    }

    /** Whether the outlet stamps none of its samples. */
    boolean isUnstamped() {
        SampleReader present = reader;
        return present != null && present.isUnstamped();
    }

    private void send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    private void readFrom(SampleReader newReader) throws IOException {
        TestPattern.check(newReader, info);
        reader = newReader;
    }

    private Socket connect(InetSocketAddress address, LslConfig config) throws IOException {
        socket.close();
        socket = new Socket();
        if (closed) {
            throw new IOException("closed");
        }
        if (config.receiveBufferBytes() > 0) {
            socket.setReceiveBufferSize(config.receiveBufferBytes());
        }
        socket.connect(address, Limits.CONNECT_MILLIS);
        socket.setSoTimeout(Limits.RESPONSE_MILLIS);
        return socket;
    }

    /** Silence ends a handshake, but not a connection that is up. */
    private final class Switch implements FeedInput.Pause {
        private final FeedInput.Pause pause;

        Switch(FeedInput.Pause pause) {
            this.pause = pause;
        }

        @Override
        public void beforeWaiting() {
            pause.beforeWaiting();
        }

        @Override
        public void silence() throws IOException {
            if (input == null) {
                throw new IOException("the outlet did not answer the request");
            }
            pause.silence();
        }
    }

    private String request(int bufferSamples, int chunk, int valueSize) {
        return Request.FEED + "/110 " + info.uid() + "\r\nNative-Byte-Order: 1234\r\nEndian-Performance: 0\r\n"
                + "Has-IEEE754-Floats: 1\r\nSupports-Subnormals: " + (info.format().isFloating() ? 1 : 0) + "\r\n"
                + "Value-Size: " + valueSize + "\r\nData-Protocol-Version: 110\r\nMax-Buffer-Length: " + bufferSamples
                + "\r\nMax-Chunk-Length: " + chunk + "\r\nHostname: " + oneLine(info.hostname()) + "\r\n" + "Source-Id: "
                + oneLine(info.sourceId()) + "\r\nSession-Id: " + oneLine(info.sessionId()) + "\r\n\r\n";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private HeaderLines accepted(List<String> response) throws IOException {
        String status = response.isEmpty() ? "" : response.get(0);
        String[] words = status.split("\\s+");
        if (words.length < 3 || !words[0].startsWith("LSL/") || !words[1].equals("200")) {
            throw new IOException("the outlet refused the request: '" + status + "'");
        }
        HeaderLines header = HeaderLines.parse(response.subList(1, response.size()));
        String uid = header.text("UID", info.uid());
        if (!uid.equals(info.uid().toLowerCase(Locale.ROOT))) {
            throw new IOException("another outlet answered, of uid " + uid);
        }
        return header;
    }

    private static ByteOrder byteOrder(HeaderLines header) {
        return header.integer("Byte-Order", 1234) == 4321 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** Moves one sample to a log; waits for it. */
    void read(SampleLog log) throws IOException {
        reader.readSample(log);
    }

    /** Bytes of samples and of all before them. */
    long received() {
        return input == null ? 0 : input.received();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
    }
}
