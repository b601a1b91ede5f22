package org.rapport.web;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rapport.api.device.Devices;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What is on the network, and pipelines made of it. {@link Gate} has asked who it is. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/devices/*")
public final class DevicesApi extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Wiring wiring;

    @Activate
    public DevicesApi(@Reference Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals("/api/devices/mapping")) {
            Optional<String> mapping = wiring.mapping(String.valueOf(request.getParameter("uid")));
            if (mapping.isPresent()) {
                Answer.json(response, HttpServletResponse.SC_OK, Json.createObjectBuilder().add("text", mapping.get()).build());
            } else {
                Answer.refuse(response, HttpServletResponse.SC_NOT_FOUND, "the device is gone; look again");
            }
        } else {
            Answer.refuse(response, HttpServletResponse.SC_NOT_FOUND, "there is no such thing");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            JsonObject said = Answer.said(request);
            switch (request.getRequestURI()) {
                case "/api/devices/look" -> look(response);
                case "/api/devices/pipeline" -> pipeline(said, response);
                case "/api/devices/start" -> start(Answer.text(said, "name"), Answer.text(said, "text"), response);
                case "/api/devices/mapping" -> Answer.json(response, HttpServletResponse.SC_OK,
                        Json.createObjectBuilder()
                                .add("file", wiring.keepDialect(Answer.text(said, "name"), Answer.text(said, "text")).toString())
                                .build());
                default -> Answer.refuse(response, HttpServletResponse.SC_NOT_FOUND, "there is no such thing");
            }
        } catch (JsonException | ClassCastException | NullPointerException e) {
            Answer.refuse(response, HttpServletResponse.SC_BAD_REQUEST,
                    "the request is not the JSON that openapi.json describes");
        } catch (IllegalArgumentException | FileAlreadyExistsException e) {
            Answer.refuse(response, HttpServletResponse.SC_CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    private void look(HttpServletResponse response) throws IOException {
        JsonArrayBuilder found = Json.createArrayBuilder();
        for (Devices.Device one : wiring.look()) {
            found.add(Json.createObjectBuilder().add("uid", one.uid()).add("name", one.name()).add("type", one.type())
                    .add("channels", one.channels()).add("rate", one.rate()).add("host", one.host())
                    .add("sourceId", one.sourceId()).add("nodeTypes", Answer.texts(one.nodeTypes()))
                    .add("content", Answer.texts(one.content())).add("role", one.role())
                    .add("explanation", Answer.texts(one.explanation())));
        }
        Answer.json(response, HttpServletResponse.SC_OK,
                Json.createObjectBuilder().add("devices", found).add("models", Answer.texts(wiring.models())).build());
    }

    private void pipeline(JsonObject said, HttpServletResponse response) throws IOException {
        List<String> uids = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        for (JsonObject one : said.getJsonArray("devices").getValuesAs(JsonObject.class)) {
            uids.add(one.getString("uid"));
            roles.add(one.getString("role"));
        }
        String text = wiring.text(uids, roles, Answer.text(said, "model"));
        Answer.json(response, HttpServletResponse.SC_OK, Json.createObjectBuilder().add("text", text)
                .add("faults", Answer.texts(wiring.check(Answer.text(said, "name"), text))).build());
    }

    private void start(String name, String text, HttpServletResponse response) throws IOException {
        List<String> faults = wiring.check(name, text);
        if (faults.isEmpty()) {
            Answer.json(response, HttpServletResponse.SC_OK,
                    Json.createObjectBuilder().add("file", wiring.start(name, text).toString()).build());
        } else {
            Answer.refuse(response, HttpServletResponse.SC_CONFLICT, String.join("\n", faults));
        }
    }
}
