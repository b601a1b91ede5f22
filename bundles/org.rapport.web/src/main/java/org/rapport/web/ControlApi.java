package org.rapport.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rapport.api.recording.RecordingReports;
import org.rapport.api.recording.SessionDetails;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Preflight, recording and markers, and the recordings that there are. {@link Gate} has asked who it is. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/control/*")
public final class ControlApi extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_MARKER = 1000;

    private final transient Recorders recorders;
    private final transient PreflightRun preflight;
    private final transient Library library;
    private final transient VerifyRun verify;
    private final transient Viewers viewers;
    private final transient Invitations invitations;
    private final transient Access access;

    @Activate
    public ControlApi(@Reference Recorders recorders, @Reference PreflightRun preflight, @Reference Library library,
            @Reference VerifyRun verify, @Reference Viewers viewers, @Reference Invitations invitations,
            @Reference Access access) {
        this.recorders = recorders;
        this.preflight = preflight;
        this.library = library;
        this.verify = verify;
        this.viewers = viewers;
        this.invitations = invitations;
        this.access = access;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.equals("/api/control/recordings")) {
            Answer.json(response, HttpServletResponse.SC_OK, recordings());
        } else if (path.equals("/api/control/participants")) {
            if (access.of(request) == Access.Right.ACT) {
                Answer.json(response, HttpServletResponse.SC_OK, invitations.json());
            } else {
                Answer.refuse(response, HttpServletResponse.SC_FORBIDDEN,
                        "who opens a participant's page acts as one, which needs "
                                + "the token; open the address that 'rapport run' printed");
            }
        } else if (path.equals("/api/control/report")) {
            report(String.valueOf(request.getParameter("name")), response);
        } else {
            Answer.refuse(response, HttpServletResponse.SC_NOT_FOUND, "there is no such thing");
        }
    }

    private JsonStructure recordings() throws IOException {
        library.look(recorders::isRecording, viewers::tell);
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (Library.Recording one : library.all()) {
            JsonObjectBuilder row = Json.createObjectBuilder().add("name", one.name()).add("bytes", one.bytes())
                    .add("changed", one.changed().toMillis()).add("recording", recorders.isWritten(one.file()));
            one.report().ifPresent(report -> row.add("seconds", report.seconds()).add("streams", report.streams())
                    .add("good", report.good()).add("verdict", report.verdict()));
            verify.result(one)
                    .ifPresent(result -> row.add("verified", Json.createObjectBuilder().add("pipeline", result.pipeline())
                            .add("same", result.same()).add("at", result.at()).add("lines", Answer.texts(result.lines()))));
            all.add(row);
        }
        return all.build();
    }

    /** Its styles are in it; it may do nothing else. A frame that is a sandbox as well gets nothing in Firefox. */
    private void report(String name, HttpServletResponse response) throws IOException {
        try {
            Optional<RecordingReports.Report> report = library.report(name);
            if (report.isEmpty()) {
                Answer.refuse(response, HttpServletResponse.SC_NOT_FOUND, "there is no such recording");
                return;
            }
            response.setHeader("Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'");
            response.setHeader("X-Frame-Options", "SAMEORIGIN");
            response.setContentType("text/html;charset=utf-8");
            response.getWriter().print(report.get().page());
        } catch (IOException e) {
            Answer.refuse(response, HttpServletResponse.SC_CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            JsonObject said = Answer.said(request);
            switch (request.getRequestURI()) {
                case "/api/control/start" -> start(said, response);
                case "/api/control/stop" -> files(response, recorders.stop());
                case "/api/control/mark" -> mark(said, response);
                case "/api/control/next-participant" -> {
                    Optional<JsonArray> links = invitations.renew(Answer.text(said, "role"));
                    if (links.isPresent()) {
                        Answer.json(response, HttpServletResponse.SC_OK, links.get());
                    } else {
                        Answer.refuse(response, HttpServletResponse.SC_CONFLICT,
                                "no running pipeline has a page for such a role");
                    }
                }
                case "/api/control/preflight" -> {
                    Optional<String> problem = preflight.start(Answer.text(said, "pipeline"), viewers::tell);
                    if (problem.isPresent()) {
                        Answer.refuse(response, HttpServletResponse.SC_CONFLICT, problem.get());
                    } else {
                        Answer.json(response, HttpServletResponse.SC_ACCEPTED,
                                Json.createObjectBuilder().add("runs", true).build());
                    }
                }
                default -> Answer.refuse(response, HttpServletResponse.SC_NOT_FOUND, "there is no such thing");
            }
            viewers.tell();
        } catch (JsonException | ClassCastException e) {
            Answer.refuse(response, HttpServletResponse.SC_BAD_REQUEST,
                    "the request is not the JSON that openapi.json describes");
        }
    }

    private void start(JsonObject said, HttpServletResponse response) throws IOException {
        if (recorders.all().isEmpty()) {
            Answer.refuse(response, HttpServletResponse.SC_CONFLICT, "no running pipeline has a rapport.sink.xdf");
        } else if (recorders.all().stream().allMatch(one -> one.file().isPresent())) {
            Answer.refuse(response, HttpServletResponse.SC_CONFLICT, "it records already");
        } else {
            files(response, recorders.start(new SessionDetails(Answer.text(said, "session"), Answer.text(said, "emitter"),
                    Answer.text(said, "receiver"), Answer.text(said, "notes"))));
        }
    }

    private void mark(JsonObject said, HttpServletResponse response) throws IOException {
        String marker = Answer.text(said, "text").strip();
        if (marker.isEmpty() || marker.length() > LONGEST_MARKER) {
            Answer.refuse(response, HttpServletResponse.SC_BAD_REQUEST,
                    "a marker has from 1 to " + LONGEST_MARKER + " characters");
        } else {
            Answer.json(response, HttpServletResponse.SC_OK,
                    Json.createObjectBuilder().add("recorders", recorders.mark(marker)).build());
        }
    }

    private static void files(HttpServletResponse response, List<Path> files) throws IOException {
        JsonArrayBuilder names = Json.createArrayBuilder();
        files.forEach(file -> names.add(file.toString()));
        Answer.json(response, HttpServletResponse.SC_OK, Json.createObjectBuilder().add("files", names).build());
    }
}
