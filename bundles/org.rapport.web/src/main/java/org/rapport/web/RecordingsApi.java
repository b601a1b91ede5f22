package org.rapport.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rapport.api.recording.RecordingView;
import org.rapport.api.recording.RecordingView.Wanted;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What is in recordings, and what comes of running them again. {@link Gate} has asked who it is. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/recordings/*")
public final class RecordingsApi extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String NO_RECORDING = "there is no such recording";
    private static final int MOST_WANTED = 256;
    private static final int MOST_COLUMNS = 65_535;

    private final transient Library library;
    private final transient Playback playback;
    private final transient VerifyRun verify;
    private final transient Recorders recorders;
    private final transient Viewers viewers;

    @Activate
    public RecordingsApi(@Reference Library library, @Reference Playback playback, @Reference VerifyRun verify,
            @Reference Recorders recorders, @Reference Viewers viewers) {
        this.library = library;
        this.playback = playback;
        this.verify = verify;
        this.recorders = recorders;
        this.viewers = viewers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Library.Recording> recording = library.find(String.valueOf(request.getParameter("name")));
        if (recording.isEmpty()) {
            Answer.refuse(response, HttpServletResponse.SC_NOT_FOUND, NO_RECORDING);
        } else if (recorders.isWritten(recording.get().file())) {
            Answer.refuse(response, HttpServletResponse.SC_CONFLICT, "it is being recorded");
        } else if (request.getRequestURI().equals("/api/recordings/view")) {
            Answer.json(response, HttpServletResponse.SC_OK, described(recording.get(), playback.of(recording.get())));
        } else if (request.getRequestURI().equals("/api/recordings/samples")) {
            samples(request, playback.of(recording.get()), response);
        } else {
            Answer.refuse(response, HttpServletResponse.SC_NOT_FOUND, "there is no such thing");
        }
    }

    private static JsonObject described(Library.Recording recording, Playback.Opened opened) {
        JsonObjectBuilder told = Json.createObjectBuilder().add("name", recording.name());
        Optional<RecordingView> view = opened.view();
        if (view.isEmpty()) {
            return told.add("state", opened.failure().isEmpty() ? "opening" : "failed").add("progress", opened.progress())
                    .add("error", opened.failure()).build();
        }
        JsonArrayBuilder streams = Json.createArrayBuilder();
        view.get().streams().forEach(stream -> streams.add(described(stream)));
        JsonArrayBuilder events = Json.createArrayBuilder();
        view.get().events().forEach(event -> events.add(Json.createObjectBuilder().add("time", event.time())
                .add("kind", event.kind()).add("about", event.about()).add("text", event.text())));
        return told.add("state", "open").add("progress", 1).add("error", "").add("start", SessionState.number(view.get().start()))
                .add("end", SessionState.number(view.get().end())).add("streams", streams).add("events", events)
                .add("furtherEvents", view.get().furtherEvents()).add("warnings", Answer.texts(view.get().warnings())).build();
    }

    private static JsonObjectBuilder described(RecordingView.Stream stream) {
        JsonArrayBuilder channels = Json.createArrayBuilder();
        stream.columns()
                .forEach(column -> channels.add(Json.createObjectBuilder().add("role", column.role()).add("type", column.type())
                        .add("label", column.label()).add("unit", column.unit()).add("extractor", column.extractor())
                        .add("stepwise", column.stepwise())));
        return Json.createObjectBuilder().add("number", stream.number()).add("title", stream.title()).add("node", stream.node())
                .add("made", stream.made()).add("modality", stream.type()).add("sourceId", stream.sourceId())
                .add("rate", stream.rate()).add("together", stream.together()).add("channels", channels);
    }

    private static void samples(HttpServletRequest request, Playback.Opened opened, HttpServletResponse response)
            throws IOException {
        Optional<RecordingView> view = opened.view();
        if (view.isEmpty()) {
            Answer.refuse(response, HttpServletResponse.SC_CONFLICT, "it is not open yet");
            return;
        }
        ByteBuffer frame;
        try {
            double from = Double.parseDouble(request.getParameter("from"));
            double to = Double.parseDouble(request.getParameter("to"));
            int moments = Integer.parseInt(request.getParameter("moments"));
            if (!(from < to) || Double.isInfinite(from) || Double.isInfinite(to) || moments < 1) {
                throw new IllegalArgumentException("no stretch of time");
            }
            List<FramePart> parts = view.get().samples(wanted(request.getParameter("streams")), from, to, moments).stream()
                    .filter(one -> one.times().length > 0).map(RecordingsApi::part).toList();
            frame = FramePart.frame(parts);
        } catch (IllegalArgumentException | NullPointerException e) {
            Answer.refuse(response, HttpServletResponse.SC_BAD_REQUEST, "the request is not what openapi.json describes");
            return;
        } catch (IOException e) {
            Answer.refuse(response, HttpServletResponse.SC_CONFLICT, String.valueOf(e.getMessage()));
            return;
        }
        response.setContentType("application/octet-stream");
        response.setContentLength(frame.remaining());
        response.getOutputStream().write(frame.array(), frame.position(), frame.remaining());
    }

    /** Such as {@code 3:0:8,4:0:2}: stream, first channel, how many. */
    private static List<Wanted> wanted(String text) {
        List<Wanted> wanted = new ArrayList<>();
        for (String one : text.split(",")) {
            String[] figures = one.split(":");
            if (figures.length != 3 || wanted.size() == MOST_WANTED) {
                throw new IllegalArgumentException(one);
            }
            int first = Integer.parseInt(figures[1]);
            int count = Integer.parseInt(figures[2]);
            if (first < 0 || count < 1 || first + (long) count > MOST_COLUMNS) {
                throw new IllegalArgumentException(one);
            }
            wanted.add(new Wanted(Integer.parseInt(figures[0]), first, count));
        }
        return wanted;
    }

    private static FramePart part(RecordingView.Samples samples) {
        return new FramePart(samples.wanted().stream(), samples.wanted().first(), samples.wanted().count(), samples.times(),
                samples.values(), 0);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            JsonObject said = Answer.said(request);
            switch (request.getRequestURI()) {
                case "/api/recordings/verify" -> verify(said, response);
                case "/api/recordings/cancel" -> Answer.json(response, HttpServletResponse.SC_OK,
                        Json.createObjectBuilder().add("cancelled", verify.cancel()).build());
                default -> Answer.refuse(response, HttpServletResponse.SC_NOT_FOUND, "there is no such thing");
            }
            viewers.tell();
        } catch (JsonException | ClassCastException e) {
            Answer.refuse(response, HttpServletResponse.SC_BAD_REQUEST,
                    "the request is not the JSON that openapi.json describes");
        }
    }

    private void verify(JsonObject said, HttpServletResponse response) throws IOException {
        Optional<Library.Recording> recording = library.find(Answer.text(said, "name"));
        if (recording.isEmpty()) {
            Answer.refuse(response, HttpServletResponse.SC_NOT_FOUND, NO_RECORDING);
            return;
        }
        Optional<String> problem = recorders.isRecording()
                ? Optional.of("something is being recorded, and that goes first; try again after it")
                : verify.start(recording.get(), Answer.text(said, "pipeline"), viewers::tell);
        if (problem.isPresent()) {
            Answer.refuse(response, HttpServletResponse.SC_CONFLICT, problem.get());
        } else {
            Answer.json(response, HttpServletResponse.SC_ACCEPTED, Json.createObjectBuilder().add("runs", true).build());
        }
    }
}
