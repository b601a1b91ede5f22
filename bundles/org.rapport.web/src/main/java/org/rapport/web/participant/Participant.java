package org.rapport.web.participant;

import java.util.List;
import java.util.Optional;

import org.rapport.api.signal.Clock;
import org.rapport.api.signal.Role;

/**
 * One person in front of a page, in this run of the runtime: the token that opens it, and how it stands. There is one page at a
 * time: one that is opened later takes over.
 */
public final class Participant {
    /** Seconds without a word, though the page asks for the time every second, after which it is not there. */
    private static final double SILENCE = 6;
    /** The same of a hidden page, which browsers hold up. */
    private static final double HIDDEN_SILENCE = 70;

    private final Role role;
    private volatile String token = FreshToken.make();
    private final Seats seats;
    private final Clock clock;
    private PageState state = PageState.NOT_OPEN;
    private String reason = "nobody has opened it";
    private ParticipantPeer peer;
    private Optional<Consent> consent = Optional.empty();
    private boolean streams;
    private boolean hidden;
    private double heard;
    private String clockOf = "";
    private PageClock pageClock = new PageClock();

    Participant(Role role, Seats seats, Clock clock) {
        this.role = role;
        this.seats = seats;
        this.clock = clock;
    }

    public Role role() {
        return role;
    }

    /** What opens the page; of this run, and of the one person. */
    public String token() {
        return token;
    }

    public synchronized PageState state() {
        return state;
    }

    /** The state and why, for people. */
    public synchronized String words() {
        return state.words() + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** Whether a node of a running pipeline has a seat for this person. */
    public boolean isExpected() {
        return !seats.of(role).isEmpty();
    }

    synchronized Optional<Consent> consent() {
        return consent;
    }

    /** A page takes the place of the one before. */
    synchronized Optional<ParticipantPeer> open(ParticipantPeer opened) {
        Optional<ParticipantPeer> former = Optional.ofNullable(peer);
        peer = opened;
        heard = clock.now();
        hidden = false;
        tell();
        return former;
    }

    /**
     * The clock of a page, which it keeps over cut connections.
     *
     * @param page which it is; another one each time that it is loaded
     */
    synchronized PageClock clockOf(String page) {
        if (!page.equals(clockOf)) {
            clockOf = page;
            pageClock = new PageClock();
        }
        return pageClock;
    }

    synchronized boolean isAt(ParticipantPeer one) {
        return peer == one;
    }

    synchronized Optional<ParticipantPeer> peer() {
        return Optional.ofNullable(peer);
    }

    /** A page is gone; nothing if another one took its place. */
    synchronized void gone(ParticipantPeer one, String why) {
        if (peer == one) {
            peer = null;
            become(PageState.CONNECTION_LOST, why);
        }
    }

    synchronized void heard() {
        heard = clock.now();
        if (state == PageState.CONNECTION_LOST && peer != null) {
            tell();
        }
    }

    /** Says that a page which should speak does not. */
    synchronized void look() {
        if (peer != null && clock.now() - heard > (hidden ? HIDDEN_SILENCE : SILENCE)) {
            become(PageState.CONNECTION_LOST, "the page does not answer");
        }
    }

    synchronized void agree(Consent said) {
        consent = Optional.of(said);
        tell(new Arrival.Agreed(said, clock.now()));
        tell();
    }

    /** Somebody else takes the place: the link of before opens nothing any more, and nobody has agreed. */
    public void renew() {
        Optional<ParticipantPeer> former;
        synchronized (this) {
            former = peer();
            peer = null;
            token = FreshToken.make();
            consent = Optional.empty();
            streams = false;
            hidden = false;
            become(PageState.NOT_OPEN, "waits for the next participant");
        }
        former.ifPresent(one -> one.close(ParticipantPeer.OVER, "The session is over. Thank you."));
    }

    synchronized void streams() {
        if (!streams) {
            streams = true;
            tell();
        }
    }

    synchronized void hidden(boolean is) {
        if (hidden != is) {
            hidden = is;
            tell();
        }
    }

    private void tell() {
        if (consent.isEmpty()) {
            become(PageState.OPEN, "");
        } else if (hidden) {
            become(PageState.HIDDEN, "another window is in front of the page");
        } else {
            become(streams ? PageState.STREAMING : PageState.CONSENT_GIVEN, "");
        }
    }

    private void become(PageState now, String why) {
        if (state != now) {
            state = now;
            reason = why;
            tell(new Arrival.Presence(now, clock.now(), why));
        }
    }

    /** A node that came later is told how it stands. */
    synchronized void welcome(Seat seat) {
        consent.ifPresent(said -> seat.inbox().take(new Arrival.Agreed(said, clock.now())));
        seat.inbox().take(new Arrival.Presence(state, clock.now(), reason));
    }

    private void tell(Arrival news) {
        List<Seats.Numbered> own = seats.of(role);
        own.forEach(one -> one.seat().inbox().take(news));
    }
}
