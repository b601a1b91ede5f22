package org.rapport.web.participant;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.rapport.api.home.Home;
import org.rapport.api.signal.Role;

import jakarta.json.JsonObject;

/**
 * The place of a running node that takes what one person does in front of a page: rates, looks, speaks. A node enters it at
 * {@link Seats} when it begins.
 */
public final class Seat {
    private final Role role;
    private final String node;
    private final Kind kind;
    private final Optional<Path> consent;
    private final List<Path> films;
    private final Supplier<JsonObject> page;
    private final Inbox inbox = new Inbox();

    /** What is captured; the page has a part for each. */
    public enum Kind {
        RATING, FILMS, CAMERA, MICROPHONE
    }

    /**
     * @param role whose it is
     * @param node the node's name in its pipeline
     * @param consent the file with the text that the person agrees to before anything is captured; empty for that of Rapport
     * @param page what the page must know to do its work; asked for by any thread
     */
    public Seat(Role role, String node, Kind kind, Optional<Path> consent, Supplier<JsonObject> page) {
        this(role, node, kind, consent, List.of(), page);
    }

    /** @param films what the page may play, as it numbers them */
    Seat(Role role, String node, Kind kind, Optional<Path> consent, List<Path> films, Supplier<JsonObject> page) {
        this.role = Objects.requireNonNull(role);
        this.node = Objects.requireNonNull(node);
        this.kind = Objects.requireNonNull(kind);
        this.consent = Objects.requireNonNull(consent);
        this.films = List.copyOf(films);
        this.page = Objects.requireNonNull(page);
    }

    /** The file that a node's setting {@code consent} names; empty if it names none. */
    public static Optional<Path> consent(String setting, Home home) {
        return setting.isEmpty() ? Optional.empty() : Optional.of(home.folder().resolve(setting));
    }

    Role role() {
        return role;
    }

    String node() {
        return node;
    }

    Kind kind() {
        return kind;
    }

    Optional<Path> consent() {
        return consent;
    }

    List<Path> films() {
        return films;
    }

    JsonObject page() {
        return page.get();
    }

    /** Where the node finds what came. */
    public Inbox inbox() {
        return inbox;
    }
}
