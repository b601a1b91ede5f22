package org.rapport.web;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

/**
 * One page that looks. It is sent one message at a time, and the next one only after that: a page that is slow gets the latest
 * state and, of the streams that it watches, what is still kept; what was forgotten meanwhile is counted.
 *
 * <p>Public for Jetty, which asks for that. A frame of samples is a {@link FramePart} for each stream.
 */
public final class Viewer implements Session.Listener.AutoDemanding {
    private static final int FRAME_BYTES = 1 << 18;
    private static final int MOST_WATCHED = 256;
    private static final int MOST_COLUMNS = 65_535;

    private final Consumer<Viewer> leaves;
    private final Map<WatchedStream, Cursor> cursors = new LinkedHashMap<>();
    private final AtomicLong dropped = new AtomicLong();
    private volatile Session session;
    private Map<Integer, Wish> wishes = Map.of();
    /** Streams that were not wanted for a moment: what was is to be sent again. */
    private final Set<Integer> unwanted = new HashSet<>();
    private String text;
    private boolean busy;

    /**
     * What a page wants to see of a stream.
     *
     * @param seconds how much of what was
     */
    private record Wish(Rows.Columns columns, double seconds) {
    }

    /** How far a page has got: the row that is next. */
    private record Cursor(Rows.Columns columns, long row) {
    }

    /** @param leaves is told when it has gone */
    Viewer(Consumer<Viewer> leaves) {
        this.leaves = leaves;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
    }

    @Override
    public void onWebSocketClose(int code, String reason) {
        leaves.accept(this);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        leaves.accept(this);
    }

    /**
     * A page says what it wants: {@code {"watch": [{"stream": 3, "first": 0, "count": 8, "seconds": 30}]}}; anything else ends
     * the connection.
     */
    @Override
    public void onWebSocketText(String message) {
        try (JsonReader reader = Json.createReader(new StringReader(message))) {
            Map<Integer, Wish> wanted = new HashMap<>();
            for (JsonObject one : reader.readObject().getJsonArray("watch").getValuesAs(JsonObject.class)) {
                int first = one.getJsonNumber("first").intValueExact();
                int count = one.getJsonNumber("count").intValueExact();
                if (first < 0 || count < 1 || first + (long) count > MOST_COLUMNS || wanted.size() == MOST_WATCHED) {
                    throw new JsonException("impossible");
                }
                wanted.put(one.getJsonNumber("stream").intValueExact(),
                        new Wish(new Rows.Columns(first, count), one.getJsonNumber("seconds").doubleValue()));
            }
            synchronized (this) {
                wishes.keySet().stream().filter(stream -> !wanted.containsKey(stream)).forEach(unwanted::add);
                wishes = Map.copyOf(wanted);
            }
        } catch (JsonException | ClassCastException | NullPointerException | ArithmeticException e) {
            close("this is no wish");
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer bytes, Callback callback) {
        callback.succeed();
        close("pages send no bytes");
    }

    void close(String why) {
        Session open = session;
        if (open != null) {
            open.close(1008, why, Callback.NOOP);
        }
    }

    /** How many rows of streams that it watches were forgotten before they could be sent. */
    long dropped() {
        return dropped.get();
    }

    /** Sends a state as soon as it can; one that still waits is replaced. */
    synchronized void tell(String state) {
        text = state;
        next(List.of(), Double.NaN);
    }

    /** Sends what is new, if nothing is under way. */
    synchronized void next(List<WatchedStream> streams, double now) {
        Session open = session;
        if (busy || open == null) {
            return;
        }
        if (text != null) {
            busy = true;
            open.sendText(text, Callback.from(this::sent, failure -> failed()));
            text = null;
            return;
        }
        if (Double.isNaN(now)) {
            return;
        }
        follow(streams, now);
        ByteBuffer frame = frame();
        if (frame.hasRemaining()) {
            busy = true;
            open.sendBinary(frame, Callback.from(this::sent, failure -> failed()));
        }
    }

    private synchronized void sent() {
        busy = false;
    }

    private void failed() {
        leaves.accept(this);
    }

    private void follow(List<WatchedStream> streams, double now) {
        Map<Integer, Wish> wanted = wishes;
        cursors.entrySet().removeIf(cursor -> {
            Wish wish = wanted.get(cursor.getKey().number());
            return wish == null || unwanted.contains(cursor.getKey().number())
                    || !wish.columns().equals(cursor.getValue().columns()) || !streams.contains(cursor.getKey());
        });
        unwanted.clear();
        for (WatchedStream stream : streams) {
            Wish wish = wanted.get(stream.number());
            if (wish != null && !cursors.containsKey(stream)) {
                cursors.put(stream, new Cursor(wish.columns(), stream.rows().since(now - wish.seconds())));
            }
        }
    }

    /** Of each stream its share, so that one that has much to tell holds up no other. */
    private ByteBuffer frame() {
        List<FramePart> parts = new ArrayList<>();
        int share = cursors.isEmpty() ? 0 : FRAME_BYTES / cursors.size();
        for (Map.Entry<WatchedStream, Cursor> one : cursors.entrySet()) {
            WatchedStream stream = one.getKey();
            Rows.Columns columns = one.getValue().columns();
            int row = Double.BYTES + Float.BYTES * Math.min(stream.rows().width(), columns.count());
            Rows.Slice rows = stream.rows().slice(one.getValue().row(), Math.max(1, (share - FramePart.HEADER) / row), columns);
            if (rows.times().length > 0) {
                long forgotten = rows.from() - one.getValue().row();
                parts.add(new FramePart(stream.number(), columns.first(), rows.width(), rows.times(), rows.values(), forgotten));
                one.setValue(new Cursor(columns, rows.from() + rows.times().length));
                dropped.addAndGet(forgotten);
            }
        }
        return FramePart.frame(parts);
    }
}
