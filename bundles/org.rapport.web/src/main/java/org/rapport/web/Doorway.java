package org.rapport.web;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.api.signal.Role;
import org.rapport.web.participant.Participant;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The ways to participants' pages: a link with a token leads to the page of its person, {@code /participant/receiver/} or
 * {@code /participant/emitter/}, whose parts only that person's browser gets.
 */
final class Doorway {
    static final String AREA = "/participant";
    /** Addresses that people remember; they all lead to the one page. */
    private static final Set<String> DOORS = Set.of(AREA, AREA + "/", "/rate", "/camera", "/microphone");
    private static final Pattern PERSONAL = Pattern.compile(AREA + "/(emitter|receiver)/.*");

    private static final Pattern VIDEO = Pattern.compile(AREA + "/(emitter|receiver)/video/[^/]+/[^/]+/[^/]+");

    private final Access access;

    /**
     * Where a request goes.
     *
     * @param cookie what its browser shall keep; empty for nothing
     * @param leads where it is sent on to; empty if it stays
     * @param isOpen whether it may have what it asks for
     */
    record Way(String cookie, String leads, boolean isOpen) {
        private static final Way OPEN = new Way("", "", true);
        private static final Way CLOSED = new Way("", "", false);
    }

    Doorway(Access access) {
        this.access = access;
    }

    /** Whether what is asked for is a participant's. */
    static boolean isParticipants(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith(AREA + "/") || DOORS.contains(path);
    }

    /** The way to a participant's page or a part of it; empty if a request wants something else. */
    Optional<Way> of(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return isParticipants(request) ? Optional.of(posted(request)) : Optional.empty();
        }
        Matcher personal = PERSONAL.matcher(path);
        if (DOORS.contains(path)) {
            return Optional.of(door(request));
        } else if (personal.matches()) {
            return Optional.of(access.isOf(person(personal.group(1)), request) ? Way.OPEN : Way.CLOSED);
        } else if (path.startsWith(AREA + "/") || path.startsWith("/lib/")) { // what the page is made of; nobody's own
            boolean one = access.participants().all().stream().anyMatch(person -> access.isOf(person, request));
            return one ? Optional.of(Way.OPEN) : Optional.empty();
        }
        return Optional.empty();
    }

    /** All that a participant's page posts is video. */
    private Way posted(HttpServletRequest request) {
        Matcher video = VIDEO.matcher(request.getRequestURI());
        boolean may = request.getMethod().equals("POST") && video.matches() && access.isOf(person(video.group(1)), request);
        return may ? Way.OPEN : Way.CLOSED;
    }

    private Participant person(String role) {
        return access.participants().of(Role.of(role));
    }

    private Way door(HttpServletRequest request) {
        Optional<Participant> shown = access.participant(request);
        if (shown.isPresent()) {
            return new Way(access.cookie(shown.get()) + "=" + shown.get().token() + Access.cookieTerms(request),
                    home(shown.get()), true);
        }
        String role = request.getParameter("role");
        return access.participants().all().stream()
                .filter(one -> (role == null || role.equals(one.role().word())) && access.isOf(one, request)).findFirst()
                .map(one -> new Way("", home(one), true)).orElse(Way.CLOSED);
    }

    private static String home(Participant person) {
        return AREA + "/" + person.role().word() + "/";
    }
}
