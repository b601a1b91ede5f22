package org.rapport.web.participant;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.rapport.api.signal.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * The connection to a participant's page. What is said on it is in src/docs/ratings.md. Nothing is taken before the participant
 * has agreed to the text; what cannot be taken is not acknowledged, and the page sends it again.
 *
 * <p>Public for Jetty, which asks for that.
 */
public final class ParticipantPeer implements Session.Listener.AutoDemanding {
    private static final Logger log = LoggerFactory.getLogger("participant");
    private static final int MOST_UNSENT = 256;
    private static final int LONGEST_VALUE = 20_000;
    private static final int MOST_VALUES = 64;
    /** Seconds by which a stamp may lie in the future, for what the two clocks are not sure of. */
    private static final double FUTURE = 1;
    /** Samples a second of all sound. */
    private static final double SOUND_RATE = 16_000;
    private static final String CUT = "the connection was cut; what happens meanwhile comes when it is back";
    private static final int POLICY = 1008;
    /** Tells a page that another one took its place, so that the two do not fight. */
    private static final int TAKEN_OVER = 4001;
    /** Tells it that its participant is done. */
    static final int OVER = 4002;

    private final Participant participant;
    private final Seats seats;
    private final PersonFiles files;
    private final Clock clock;
    private final AtomicInteger unsent = new AtomicInteger();
    private volatile Session session;
    private volatile PageClock pageClock;
    /** What is shown to the participant now; only that can be agreed to. */
    private volatile List<ConsentText> shown = List.of();

    ParticipantPeer(Participant participant, Seats seats, PersonFiles files, Clock clock) {
        this.participant = participant;
        this.seats = seats;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        participant.open(this)
                .ifPresent(former -> former.close(TAKEN_OVER, "This page was opened somewhere else. Close this one."));
    }

    @Override
    public void onWebSocketClose(int code, String reason) {
        participant.gone(this, code == 1001 ? "the page was closed" : CUT);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        participant.gone(this, CUT);
    }

    @Override
    public void onWebSocketText(String message) {
        double heard = clock.now();
        try (JsonReader reader = Json.createReader(new StringReader(message))) {
            take(reader.readObject(), heard);
        } catch (JsonException | ClassCastException | NullPointerException | ArithmeticException | IllegalArgumentException e) {
            close(POLICY, "this is no message of a participant's page");
        }
    }

    private void take(JsonObject said, double heard) {
        if (!participant.isAt(this)) {
            return;
        }
        participant.heard();
        switch (said.getString("op")) {
            case "hello" -> {
                pageClock = participant.clockOf(said.getString("page"));
                greet();
            }
            case "probe" -> send(Json.createObjectBuilder().add("op", "probe").add("id", said.get("id"))
                    .add("t0", said.getJsonNumber("t0")).add("t1", heard).add("t2", clock.now()));
            case "wave" -> measured(said);
            case "consent" -> agree(said);
            case "state" -> participant.hidden(said.getBoolean("hidden"));
            case "event" -> event(said);
            default -> throw new IllegalArgumentException("unknown");
        }
    }

    private void measured(JsonObject said) {
        PageClock measured = pageClock;
        double answered = said.getJsonNumber("t3").doubleValue();
        if (measured.add(said.getJsonNumber("t0").doubleValue(), said.getJsonNumber("t1").doubleValue(),
                said.getJsonNumber("t2").doubleValue(), answered)) {
            double offset = measured.offset(answered);
            Arrival.Measured news = new Arrival.Measured(offset, measured.uncertainty(), clock.now());
            seats.of(participant.role()).forEach(one -> one.seat().inbox().take(news));
            send(Json.createObjectBuilder().add("op", "clock").add("offset", offset).add("uncertainty", measured.uncertainty()));
        }
    }

    private void agree(JsonObject said) {
        String code = said.getString("participant");
        List<Consent.Text> texts = shown.stream().map(one -> new Consent.Text(one.version(), one.sha256())).toList();
        List<String> read = said.getJsonArray("sha256").getValuesAs(JsonString.class).stream().map(JsonString::getString)
                .toList();
        boolean changed = texts.isEmpty() || !texts.stream().map(Consent.Text::sha256).toList().equals(read);
        if (!PersonFiles.isCode(code) || changed) {
            send(Json.createObjectBuilder().add("op", "refused").add("why", changed ? "The text has changed; read it again."
                    : "A code has letters, digits, - and _, and begins with a letter or digit."));
            greet();
            return;
        }
        Consent consent = new Consent(code, texts, said.getBoolean("video", false));
        try {
            files.agreed(consent, participant.role().word(), clock.now());
        } catch (IOException e) {
            log.error("consent of participant {} cannot be kept: {}", code, e.getMessage());
            send(Json.createObjectBuilder().add("op", "refused").add("why",
                    "What you agreed to could not be stored. Please call the person who leads the session."));
            return;
        }
        log.info("the {}, participant {}, agreed to the consent text{}{}", participant.role().word(), code,
                texts.stream().map(Consent.Text::version).filter(version -> !version.isEmpty())
                        .map(version -> ", version " + version).collect(Collectors.joining()),
                consent.video() ? ", and that the video is kept" : "");
        participant.agree(consent);
        greet();
    }

    private void event(JsonObject said) {
        int number = said.getInt("seat");
        Optional<Seat> seat = seat(number);
        List<String> values = said.getJsonArray("values").getValuesAs(JsonString.class).stream().map(JsonString::getString)
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_VALUE))).limit(MOST_VALUES).toList();
        if (seat.isPresent() && mayTake()) {
            Inbox inbox = seat.get().inbox();
            inbox.take(said.getJsonNumber("number").longValueExact(),
                    new Arrival.Event(time(said.getJsonNumber("stamp").doubleValue()), values));
            participant.streams();
            send(Json.createObjectBuilder().add("op", "ack").add("seat", number).add("events", inbox.nextEvent()));
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer bytes, Callback callback) {
        try {
            PageMessage message = PageMessage.of(bytes);
            callback.succeed();
            if (participant.isAt(this)) {
                participant.heard();
                take(message);
            }
        } catch (IllegalArgumentException e) {
            callback.succeed();
            close(POLICY, e.getMessage());
        }
    }

    private void take(PageMessage message) {
        Optional<Seat> seat = seat(message.seat());
        if (seat.isEmpty() || !mayTake()) {
            return; // not acknowledged: it comes again
        }
        Inbox inbox = seat.get().inbox();
        double now = clock.now();
        if (message instanceof PageMessage.Rows rows && rows.stamps().length > 0) {
            double offset = pageClock.offset(rows.stamps()[0]);
            for (double stamp : rows.stamps()) {
                check(stamp + offset, now);
            }
            inbox.take(rows.first(),
                    new Arrival.Rows(rows.forgotten(), rows.stamps(), offset, rows.columns(), rows.values(), now));
        } else if (message instanceof PageMessage.Sound sound) {
            double offset = pageClock.offset(sound.stamp());
            check(sound.stamp() + offset, now);
            inbox.take(new Arrival.Sound(0, sound.frame(), sound.stamp(), offset, sound.values(), now), SOUND_RATE);
        }
        participant.streams();
        send(Json.createObjectBuilder().add("op", "ack").add("seat", message.seat()).add("number", inbox.nextRow()));
    }

    private static void check(double time, double now) {
        if (!(time <= now + FUTURE)) {
            throw new IllegalArgumentException("a stamp of the future");
        }
    }

    private double time(double stamp) {
        double time = stamp + pageClock.offset(stamp);
        check(time, clock.now());
        return time;
    }

    private boolean mayTake() {
        PageClock known = pageClock;
        return participant.consent().isPresent() && known != null && known.isKnown();
    }

    private Optional<Seat> seat(int number) {
        return seats.of(participant.role()).stream().filter(one -> one.number() == number).map(Seats.Numbered::seat).findFirst();
    }

    /**
     * Tells the page what is wanted of it, and what has come so far. One thread at a time: or what one found out before another
     * would be sent after it, and the page would believe the older news.
     */
    synchronized void greet() {
        if (pageClock == null) {
            return; // it has not said who it is
        }
        shown = texts();
        JsonArrayBuilder texts = Json.createArrayBuilder();
        shown.forEach(one -> texts.add(
                Json.createObjectBuilder().add("text", one.text()).add("version", one.version()).add("sha256", one.sha256())));
        JsonArrayBuilder places = Json.createArrayBuilder();
        for (Seats.Numbered one : seats.of(participant.role())) {
            Seat seat = one.seat();
            places.add(Json.createObjectBuilder(seat.page()).add("seat", one.number())
                    .add("kind", seat.kind().name().toLowerCase(Locale.ROOT)).add("node", seat.node())
                    .add("next", seat.inbox().nextRow()).add("nextEvent", seat.inbox().nextEvent()));
        }
        Optional<Consent> consent = participant.consent();
        send(Json.createObjectBuilder().add("op", "hello").add("role", participant.role().word()).add("consent", texts)
                .add("agreed", consent.isPresent()).add("video", consent.filter(Consent::video).isPresent())
                .add("participant", consent.map(said -> (JsonValue) Json.createValue(said.participant())).orElse(JsonValue.NULL))
                .add("seats", places));
    }

    /** What all seats of the person ask to agree to, each text once. */
    private List<ConsentText> texts() {
        Set<Path> wanted = new LinkedHashSet<>();
        seats.of(participant.role()).forEach(one -> one.seat().consent().ifPresent(wanted::add));
        List<ConsentText> texts = new ArrayList<>();
        for (Path file : wanted) {
            try {
                texts.add(ConsentText.read(file));
            } catch (IOException e) {
                log.error("{}; nothing is captured until it is there", e.getMessage());
                return List.of();
            }
        }
        return texts.isEmpty() ? List.of(ConsentText.plain()) : texts;
    }

    private void send(JsonObjectBuilder message) {
        Session open = session;
        if (open == null) {
            return;
        }
        if (unsent.incrementAndGet() > MOST_UNSENT) {
            open.disconnect(); // it does not read
            return;
        }
        open.sendText(message.build().toString(), Callback.from(unsent::decrementAndGet, failure -> participant.gone(this, CUT)));
    }

    void close(int code, String why) {
        Session open = session;
        if (open != null) {
            open.close(code, why, Callback.NOOP);
        }
    }
}
