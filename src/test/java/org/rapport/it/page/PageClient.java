package org.rapport.it.page;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lsl4j.LslClock;
import org.rapport.it.Command;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;

/** A program that asks the page's server, as the address of a running {@code rapport run} tells it. */
final class PageClient {
    private static final Pattern ADDRESS = Pattern.compile("page: (http://([0-9.]+):(\\d+)/)\\?token=(\\S+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final String host;
    private final int port;
    private final String token;

    private PageClient(String address, String host, int port, String token) {
        this.address = address;
        this.host = host;
        this.port = port;
        this.token = token;
    }

    static PageClient of(Command runtime) throws InterruptedException {
        Matcher printed = ADDRESS.matcher(runtime.awaitLine(0, ADDRESS.pattern()));
        printed.find();
        return new PageClient(printed.group(1), printed.group(2), Integer.parseInt(printed.group(3)), printed.group(4));
    }

    String addressWithToken() {
        return address + "?token=" + token;
    }

    String address() {
        return address;
    }

    int port() {
        return port;
    }

    String token() {
        return token;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String shownToken, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        if (!shownToken.isEmpty()) {
            request.header("Authorization", "Bearer " + shownToken);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The status of an action that may not be possible yet; 0 without an answer. */
    int tries(String path, String body) {
        try {
            return post(path, token, body).statusCode();
        } catch (IOException | InterruptedException e) {
            return 0;
        }
    }

    JsonObject session() throws IOException, InterruptedException {
        return json(get("api/session").body()).asJsonObject();
    }

    static JsonStructure json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    /** Sends a request as it stands and returns the first line of the answer. */
    String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)).readLine();
        }
    }

    /**
     * A message with the state.
     *
     * @param at when it came, in seconds of the LSL clock
     */
    record State(double at, JsonObject session) {
    }

    /**
     * A stream's rows in a frame.
     *
     * @param values row by row
     */
    record Rows(int stream, double[] times, float[] values) {
    }

    /** What comes over the live socket. */
    static final class Live implements WebSocket.Listener, AutoCloseable {
        final List<State> states = new CopyOnWriteArrayList<>();
        final List<Rows> rows = new CopyOnWriteArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                states.add(new State(LslClock.now(), json(text.toString()).asJsonObject()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            byte[] some = new byte[part.remaining()];
            part.get(some);
            bytes.writeBytes(some);
            if (last) {
                rows.addAll(frame(ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN)));
                bytes.reset();
            }
            from.request(1);
            return null;
        }

        private static List<Rows> frame(ByteBuffer frame) {
            List<Rows> parts = new ArrayList<>();
            while (frame.hasRemaining()) {
                int begin = frame.position();
                int stream = frame.getInt();
                double[] times = new double[frame.getInt()];
                frame.getShort();
                float[] values = new float[times.length * frame.getShort()];
                frame.getInt();
                for (int i = 0; i < times.length; i++) {
                    times[i] = frame.getDouble();
                }
                for (int i = 0; i < values.length; i++) {
                    values[i] = frame.getFloat();
                }
                frame.position(begin + (frame.position() - begin + 7) / 8 * 8);
                parts.add(new Rows(stream, times, values));
            }
            return parts;
        }

        void say(String message) {
            socket.sendText(message, true);
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    Live live() {
        Live live = new Live();
        live.socket = http.newWebSocketBuilder().header("Origin", address.substring(0, address.length() - 1))
                .buildAsync(URI.create("ws://" + host + ":" + port + "/live"), live).join();
        return live;
    }
}
