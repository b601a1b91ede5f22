package org.lsl4j;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** An inlet's connection to an outlet: asks for samples and moves them to a log. */
final class Feed implements AutoCloseable {
    private final Socket socket = new Socket();
    private final StreamInfo info;
    private FeedInput input;
    private FeedReader reader;

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
        if (config.receiveBufferBytes() > 0) {
            socket.setReceiveBufferSize(config.receiveBufferBytes());
        }
        socket.connect(address, Limits.CONNECT_MILLIS);
        socket.setSoTimeout(Limits.RESPONSE_MILLIS);
        socket.getOutputStream().write(request(bufferSamples, chunk).getBytes(StandardCharsets.UTF_8));
        FeedInput handshake = new FeedInput(socket.getInputStream(), new Switch(pause));
        reader = new FeedReader(handshake, byteOrder(handshake.headerLines()), info);
        reader.checkTestPattern();
        socket.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, config.watchdogThreshold().toMillis())));
        input = handshake;
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

    private String request(int bufferSamples, int chunk) {
        return Request.FEED + "/110 " + info.uid() + "\r\n"
                + "Native-Byte-Order: 1234\r\n"
                + "Endian-Performance: 0\r\n"
                + "Has-IEEE754-Floats: 1\r\n"
                + "Supports-Subnormals: " + (info.format().isFloating() ? 1 : 0) + "\r\n"
                + "Value-Size: " + info.format().bytes() + "\r\n"
                + "Data-Protocol-Version: 110\r\n"
                + "Max-Buffer-Length: " + bufferSamples + "\r\n"
                + "Max-Chunk-Length: " + chunk + "\r\n"
                + "Hostname: " + oneLine(info.hostname()) + "\r\n"
                + "Source-Id: " + oneLine(info.sourceId()) + "\r\n"
                + "Session-Id: " + oneLine(info.sessionId()) + "\r\n\r\n";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private ByteOrder byteOrder(List<String> response) throws IOException {
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
        int version = header.integer("Data-Protocol-Version", 100);
        if (version / 100 != 1 || version < 110) {
            throw new IOException("the outlet speaks data protocol " + version + ", not 110");
        }
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
        socket.close();
    }
}
