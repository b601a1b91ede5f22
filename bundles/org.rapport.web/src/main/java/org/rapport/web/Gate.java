package org.rapport.web;

import java.io.IOException;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What every request passes: who asks for what, and what a browser may do with the answer. */
@Component(service = Filter.class)
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
public final class Gate implements Filter {
    private static final Logger log = LoggerFactory.getLogger("page");

    private final Access access;
    private final Doorway doorway;

    @Activate
    public Gate(@Reference Access access) {
        this.access = access;
        this.doorway = new Doorway(access);
    }

    @Override
    public void doFilter(ServletRequest asked, ServletResponse answer, FilterChain chain) throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) asked;
        HttpServletResponse response = (HttpServletResponse) answer;
        if (!access.isHere(request)) {
            refuse(response, "this address is not the page's; open the one that 'rapport run' printed, or name this computer in "
                    + "rapport.page.names of conf/config.properties");
            return;
        }
        headers(request, response);
        if (!access.isOwn(request)) {
            refuse(response, "another page asks for this");
            return;
        }
        Optional<Doorway.Way> way = doorway.of(request);
        if (way.isPresent()) {
            Doorway.Way found = way.get();
            if (!found.cookie().isEmpty()) {
                lead(response, found.cookie(), found.leads());
            } else if (!found.leads().isEmpty()) {
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader("Location", found.leads());
            } else if (found.isOpen()) {
                chain.doFilter(request, response);
            } else {
                refuse(response, "this page is a participant's; open the address that the experimenter has for you");
            }
            return;
        }
        if (access.isParticipantOnly(request)) {
            refuse(response, "a participant's page may do nothing else; to lead the session, open the address that 'rapport run' "
                    + "printed");
            return;
        }
        Access.Right right = access.of(request);
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (right == Access.Right.NONE) {
            refuse(response, "a token is needed, and it is of each run; open the address that 'rapport run' printed");
        } else if (!reads && right != Access.Right.ACT) {
            audit(request, "refused: no token");
            refuse(response, "what changes something needs the token; open the address that 'rapport run' printed");
        } else if (reads && request.getRequestURI().equals("/") && request.getQueryString() != null
                && Access.shown(request).isPresent()) {
            lead(response, access.cookie() + "=" + Access.shown(request).get() + Access.cookieTerms(request), "/");
        } else {
            chain.doFilter(request, response);
            if (!reads) {
                audit(request, "answered " + response.getStatus());
            }
        }
    }

    /** Leads on with what a browser shall keep. */
    private static void lead(HttpServletResponse response, String cookie, String address) {
        response.addHeader("Set-Cookie", cookie);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", address);
    }

    private static void audit(HttpServletRequest request, String outcome) {
        log.info("audit: {} {} from {}: {}{}", request.getMethod(), request.getRequestURI(), request.getRemoteAddr(), outcome,
                Answer.told(request).transform(said -> said.isEmpty() ? said : ", asked " + said));
    }

    private static void headers(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy",
                Doorway.isParticipants(request) ? participantPolicy(request)
                        : "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' "
                                + "data:; font-src 'self'; worker-src 'self'; connect-src 'self' " + socket(request)
                                + "; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }

    private static String socket(HttpServletRequest request) {
        return (request.isSecure() ? "wss://" : "ws://") + request.getHeader("Host");
    }

    /**
     * A participant's page reaches nothing but what is a participant's, whatever libraries in it would like to tell their
     * makers.
     */
    private static String participantPolicy(HttpServletRequest request) {
        String own = request.getScheme() + "://" + request.getHeader("Host") + Doorway.AREA + "/";
        return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
                + "font-src 'self'; media-src 'self'; worker-src 'self'; connect-src " + own + " " + socket(request)
                + Doorway.AREA + "/; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static void refuse(HttpServletResponse response, String why) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().println(why);
    }
}
