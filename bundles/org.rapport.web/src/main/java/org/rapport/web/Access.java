package org.rapport.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Who may do what. On this computer all may look; what changes something needs the token of this run. From elsewhere everything
 * needs a token, of which one is for looking only.
 */
@Component(service = Access.class)
public final class Access {
    private static final int TOKEN_BYTES = 18;
    private static final String BEARER = "Bearer ";

    private final String actToken = token();
    private final String lookToken = token();
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
    public Access() {
        // tokens are of one run
    }

    private static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
            return origin.equalsIgnoreCase("http://" + request.getHeader("Host"));
        }
        return site == null || site.equals("same-origin") || site.equals("none") || visit;
    }

    /** What whoever sends a request may do. A token that is wrong gives less than none. */
    Right of(HttpServletRequest request) {
        Optional<String> shown = shown(request);
        if (shown.isPresent()) {
            return right(shown.get());
        }
        Right kept = request.getCookies() == null ? Right.NONE : kept(request.getCookies());
        return kept == Right.NONE && place.loopback() ? Right.LOOK : kept;
    }

    private Right kept(Cookie[] cookies) {
        Right best = Right.NONE;
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(cookie()) && right(cookie.getValue()).compareTo(best) > 0) {
                best = right(cookie.getValue());
            }
        }
        return best;
    }

    /** The token that a request shows by itself, as a link or a program does. */
    static Optional<String> shown(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            return Optional.of(header.startsWith(BEARER) ? header.substring(BEARER.length()) : "");
        }
        String query = request.getQueryString();
        return query != null && query.startsWith("token=") ? Optional.of(query.substring("token=".length())) : Optional.empty();
    }

    private Right right(String token) {
        return same(token, actToken) ? Right.ACT : same(token, lookToken) ? Right.LOOK : Right.NONE;
    }

    /** Takes as long for a token that is nearly right as for any other. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
