package org.rapport.web.participant;

import java.io.IOException;
import java.time.Duration;

import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rapport.api.signal.Clock;
import org.rapport.api.signal.Role;

import jakarta.servlet.Servlet;

/** The web socket of participants' pages. The gate has asked whose it is. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/participant/emitter/live", "/participant/receiver/live"})
public final class ParticipantSocket extends JettyWebSocketServlet {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_TEXT = 1 << 17;
    private static final int LONGEST_SAMPLES = 1 << 20;

    private final transient Participants participants;
    private final transient Seats seats;
    private final transient PersonFiles files;
    private final transient Clock clock;

    @Activate
    public ParticipantSocket(@Reference Participants participants, @Reference Seats seats, @Reference PersonFiles files,
            @Reference Clock clock) {
        this.participants = participants;
        this.seats = seats;
        this.files = files;
        this.clock = clock;
    }

    @Override
    protected void configure(JettyWebSocketServletFactory factory) {
        factory.setIdleTimeout(Duration.ofSeconds(90)); // browsers let hidden pages speak once a minute
        factory.setMaxTextMessageSize(LONGEST_TEXT);
        factory.setMaxBinaryMessageSize(LONGEST_SAMPLES);
        factory.setCreator(this::peer);
    }

    private Object peer(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        try {
            if (request.getHeader("Origin") == null) {
                response.sendForbidden("a page says where it comes from");
                return null;
            }
        } catch (IOException e) {
            return null; // whoever asked is gone
        }
        Role role = Role.of(request.getHttpServletRequest().getRequestURI().split("/")[2]);
        return new ParticipantPeer(participants.of(role), seats, files, clock);
    }
}
