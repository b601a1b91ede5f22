package org.rapport.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.web.participant.Participant;
import org.rapport.web.participant.Participants;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;

/** The addresses of participants' pages, for the experimenter to open in front of them: each with its token. */
@Component(service = Invitations.class)
public final class Invitations {
    private final Participants participants;
    private final Set<Participant> told = new HashSet<>();
    private String address = "";
    private Consumer<String> prints = line -> {
    };

    @Activate
    public Invitations(@Reference Participants participants) {
        this.participants = participants;
        participants.onChange(this::tell);
    }

    /**
     * Begins to tell the addresses of those whom pipelines want, once each.
     *
     * @param page the address of the page
     * @param later takes a line each of those who are wanted later
     * @return a line each of those who are wanted now
     */
    synchronized List<String> begin(String page, Consumer<String> later) {
        List<String> now = new ArrayList<>();
        address = page;
        prints = now::add;
        tell();
        prints = later;
        return now;
    }

    /** Makes room for the next participant: a new link, and a new consent. Empty if nobody of that role is wanted. */
    synchronized Optional<JsonArray> renew(String role) {
        Optional<Participant> one = participants.all().stream().filter(person -> person.role().word().equals(role))
                .filter(Participant::isExpected).findFirst();
        one.ifPresent(person -> {
            person.renew();
            told.remove(person);
            tell();
        });
        return one.map(person -> json());
    }

    private synchronized void tell() {
        if (!address.isEmpty()) {
            participants.all().stream().filter(one -> one.isExpected() && told.add(one))
                    .forEach(one -> prints.accept("participant's page, " + one.role().word() + ": " + link(one)));
        }
    }

    private String link(Participant one) {
        return address + "participant?token=" + one.token();
    }

    synchronized JsonArray json() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        participants.all().stream().filter(Participant::isExpected)
                .forEach(one -> all.add(Json.createObjectBuilder().add("role", one.role().word()).add("state", one.state().name())
                        .add("words", one.words()).add("link", link(one))));
        return all.build();
    }
}
