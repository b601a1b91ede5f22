package org.rapport.web.participant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.signal.Clock;
import org.rapport.api.signal.Role;

/** The two people of the dyad, as far as they sit in front of a page. */
@Component(service = Participants.class)
public final class Participants {
    private final List<Participant> people;
    private final Seats seats;
    private final Set<Seat> known = new HashSet<>();

    @Activate
    public Participants(@Reference Seats seats, @Reference Clock clock) {
        this.seats = seats;
        this.people = Stream.of(Role.values()).map(role -> new Participant(role, seats, clock)).toList();
        seats.onChange(this::seatsChanged);
    }

    /** Both, the emitter first. */
    public List<Participant> all() {
        return people;
    }

    public Participant of(Role role) {
        return people.stream().filter(one -> one.role() == role).findFirst().orElseThrow();
    }

    /** Whose token it is. Takes as long for one that is nearly right as for any other. */
    public Optional<Participant> withToken(String token) {
        byte[] shown = token.getBytes(StandardCharsets.UTF_8);
        return people.stream().filter(one -> MessageDigest.isEqual(one.token().getBytes(StandardCharsets.UTF_8), shown))
                .findFirst();
    }

    /** Notices pages that fell silent; to be called about once a second. */
    public void look() {
        people.forEach(Participant::look);
    }

    /** Calls when nodes with seats came or went. */
    public void onChange(Runnable listener) {
        seats.onChange(listener);
    }

    private synchronized void seatsChanged() {
        Set<Seat> now = new HashSet<>();
        for (Participant one : people) {
            for (Seats.Numbered numbered : seats.of(one.role())) {
                now.add(numbered.seat());
                if (!known.contains(numbered.seat())) {
                    one.welcome(numbered.seat());
                }
            }
            one.peer().ifPresent(ParticipantPeer::greet);
        }
        known.clear();
        known.addAll(now);
    }
}
