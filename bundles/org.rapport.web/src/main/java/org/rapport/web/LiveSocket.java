package org.rapport.web;

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

import jakarta.servlet.Servlet;

/** The web socket of the page. {@link Gate} has asked who comes. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/live")
public final class LiveSocket extends JettyWebSocketServlet {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_MESSAGE = 16_384;

    private final transient Viewers viewers;

    @Activate
    public LiveSocket(@Reference Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    protected void configure(JettyWebSocketServletFactory factory) {
        factory.setIdleTimeout(Duration.ofSeconds(30));
        factory.setMaxTextMessageSize(LONGEST_MESSAGE);
        factory.setMaxBinaryMessageSize(LONGEST_MESSAGE);
        factory.setCreator(this::viewer);
    }

    private Object viewer(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) {
        try {
            if (request.getHeader("Origin") == null) {
                response.sendForbidden("a page says where it comes from");
                return null;
            }
            if (viewers.isFull()) {
                response.sendError(503, "there are too many pages open");
                return null;
            }
        } catch (IOException e) {
            return null; // whoever asked is gone
        }
        return viewers.arrive();
    }
}
