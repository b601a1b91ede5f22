package org.rapport.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The files of the page, which are in this bundle. There is no other: a path is one of their names, or nothing. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/")
public final class Assets extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String FOLDER = "/page/";
    /** Felix knows no type for some of these. */
    private static final Map<String, String> TYPES = Map.of("html", "text/html;charset=utf-8", "js",
            "text/javascript;charset=utf-8", "css", "text/css;charset=utf-8", "svg", "image/svg+xml", "json",
            "application/json;charset=utf-8", "png", "image/png", "wav", "audio/wav", "mjs", "text/javascript;charset=utf-8",
            "wasm", "application/wasm");

    private final transient Map<String, byte[]> files;

    @Activate
    public Assets(BundleContext context) throws IOException {
        Map<String, byte[]> found = new HashMap<>();
        for (URL file : Collections.list(context.getBundle().findEntries(FOLDER, "*", true))) {
            if (!file.getPath().endsWith("/")) {
                try (InputStream in = file.openStream()) {
                    found.put(file.getPath().substring(FOLDER.length() - 1), in.readAllBytes());
                }
            }
        }
        files = Map.copyOf(found);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        String name = path.equals("/") ? "/index.html"
                : path.matches("/participant/(emitter|receiver)/") ? "/participant/index.html" : path;
        byte[] file = files.get(name);
        if (file == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain;charset=utf-8");
            response.getWriter().println("there is no such page");
            return;
        }
        response.setContentType(TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain;charset=utf-8"));
        response.setContentLength(file.length);
        response.getOutputStream().write(file);
    }
}
