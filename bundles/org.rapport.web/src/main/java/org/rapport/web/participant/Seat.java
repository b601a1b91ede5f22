package org.rapport.web.participant;

import java.nio.file.Path;
import java.util.Optional;

import org.rapport.api.signal.Role;

import jakarta.json.JsonObject;

/** A running node that takes what one person does in front of a page: rates, looks, speaks. Registered at {@link Seats}. */
public interface Seat {
    /** Whose it is. */
    Role role();

    /** The node's name in its pipeline. */
    String node();

    /** What it captures, as the page knows it: {@code rating}, {@code films}, {@code camera} or {@code microphone}. */
    String kind();

    /** The file with the text that the person agrees to before anything is captured. */
    Optional<Path> consent();

    /** Where it finds what came. */
    Inbox inbox();

    /** What the page must know to do its work. Any thread. */
    JsonObject page();
}
