package org.rapport.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.web.participant.FreshToken;
import org.rapport.web.participant.Participant;
import org.rapport.web.participant.Participants;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Who may do what. On this computer all may look; what changes something needs the token of this run. From elsewhere everything
 * needs a token, of which one is for looking only.
 */
@Component(service = Access.class)
public final class Access {
    private static final String BEARER = "Bearer ";
    private static final String TOKEN = "token=";

    private final String actToken = FreshToken.make();
    private final String lookToken = FreshToken.make();
    private final Participants participants;
    private volatile Place place = new Place(0, true, Set.of());

    /** What somebody may do. */
    enum Right {
        NONE, LOOK, ACT
    }

    /**
     * Where the page listens.
     *
     * @param loopback whether only this computer reaches it
     * @param names the names that browsers may use for it, with the port
     */
    private record Place(int port, boolean loopback, Set<String> names) {
    }

    @Activate
    public Access(@Reference Participants participants) {
        this.participants = participants;
    }

    /**
     * Says where the page listens.
     *
     * @param names further names of this computer that browsers may use
     */
    void listensAt(String host, int port, Set<String> names) {
        boolean loopback = isLoopback(host);
        Set<String> all = new TreeSet<>();
        for (String name : loopback ? Set.of("localhost", "127.0.0.1", "[::1]") : Set.of(host, "localhost", "127.0.0.1")) {
            all.add(name.toLowerCase(Locale.ROOT) + ":" + port);
        }
        names.forEach(name -> all.add(name.toLowerCase(Locale.ROOT) + ":" + port));
        place = new Place(port, loopback, Set.copyOf(all));
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    boolean isLoopback() {
        return place.loopback();
    }

    String actToken() {
        return actToken;
    }

    String lookToken() {
        return lookToken;
    }

    /** The cookie that a browser keeps the token in; those of other ports would be sent along with it. */
    String cookie() {
        return "rapport-" + place.port();
    }

    /** The same of a participant's token: one for each person, since both may sit at one browser. */
    String cookie(Participant participant) {
        return cookie() + "-" + participant.role().word();
    }

    /** Whose page a request shows the token of, by itself. */
    Optional<Participant> participant(HttpServletRequest request) {
        return shown(request).flatMap(participants::withToken);
    }

    /** Whether a request comes from the page of a person. */
    boolean isOf(Participant person, HttpServletRequest request) {
        Optional<String> shown = shown(request);
        return shown.isPresent() ? participants.withToken(shown.get()).filter(person::equals).isPresent()
                : cookies(request).anyMatch(cookie -> cookie.getName().equals(cookie(person))
                        && participants.withToken(cookie.getValue()).filter(person::equals).isPresent());
    }

    /** Whether a browser has, or had, a participant's page open, and nothing that lets it look at more. */
    boolean isParticipantOnly(HttpServletRequest request) {
        return shown(request).isPresent() ? participant(request).isPresent()
                : kept(request) == Right.NONE && cookies(request).anyMatch(this::isParticipants);
    }

    private boolean isParticipants(Cookie cookie) {
        return participants.all().stream().anyMatch(one -> cookie.getName().equals(cookie(one)));
    }

    /** What a browser may do with a cookie. */
    static String cookieTerms(HttpServletRequest request) {
        return "; Path=/; HttpOnly; SameSite=Strict" + (request.isSecure() ? "; Secure" : "");
    }

    Participants participants() {
        return participants;
    }

    /** Whether a request names this runtime; a page of another site that has its name resolved to this computer does not. */
    boolean isHere(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null && place.names().contains(host.toLowerCase(Locale.ROOT));
    }

    /** Whether it comes from this page or from no page at all. */
    boolean isOwn(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        String site = request.getHeader("Sec-Fetch-Site");
        boolean visit = "navigate".equals(request.getHeader("Sec-Fetch-Mode")) && request.getMethod().equals("GET");
        if (origin != null) {
            return origin.equalsIgnoreCase(request.getScheme() + "://" + request.getHeader("Host"));
        }
        return site == null || site.equals("same-origin") || site.equals("none") || visit;
    }

    /** What whoever sends a request may do. A token that is wrong gives less than none. */
    Right of(HttpServletRequest request) {
        Optional<String> shown = shown(request);
        if (shown.isPresent()) {
            return right(shown.get());
        }
        Right kept = kept(request);
        return kept == Right.NONE && place.loopback() && !isParticipantOnly(request) ? Right.LOOK : kept;
    }

    private Right kept(HttpServletRequest request) {
        return cookies(request).filter(cookie -> cookie.getName().equals(cookie())).map(cookie -> right(cookie.getValue()))
                .max(Comparator.naturalOrder()).orElse(Right.NONE);
    }

    private static Stream<Cookie> cookies(HttpServletRequest request) {
        return request.getCookies() == null ? Stream.empty() : Arrays.stream(request.getCookies());
    }

    /** The token that a request shows by itself, as a link or a program does. */
    static Optional<String> shown(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            return Optional.of(header.startsWith(BEARER) ? header.substring(BEARER.length()) : "");
        }
        String query = request.getQueryString();
        return query == null ? Optional.empty() : Arrays.stream(query.split("&")).filter(part -> part.startsWith(TOKEN))
                .map(part -> part.substring(TOKEN.length())).findFirst();
    }

    private Right right(String token) {
        return same(token, actToken) ? Right.ACT : same(token, lookToken) ? Right.LOOK : Right.NONE;
    }

    /** Takes as long for a token that is nearly right as for any other. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
