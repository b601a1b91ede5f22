package org.rapport.web;

import java.io.IOException;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.rapport.api.graph.PipelineFile;
import org.rapport.api.graph.PipelineFiles;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.StreamStatus;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What programs and pages may ask and do, as {@code page/openapi.json} describes it. {@link Gate} has asked who it is. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/*")
public final class Api extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient SessionState state;
    private final transient Watch watch;
    private final transient Troubles troubles;
    private final transient PipelineFiles files;
    private final transient Viewers viewers;
    private final transient Access access;

    @Activate
    public Api(@Reference SessionState state, @Reference Watch watch, @Reference Troubles troubles,
            @Reference PipelineFiles files, @Reference Viewers viewers, @Reference Access access) {
        this.state = state;
        this.watch = watch;
        this.troubles = troubles;
        this.files = files;
        this.viewers = viewers;
        this.access = access;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.equals("/api/session")) {
            answer(response, state.json());
        } else if (path.matches("/api/streams/\\d{1,9}")) {
            int number = Integer.parseInt(path.substring("/api/streams/".length()));
            Optional<WatchedStream> stream = watch.streams().stream().filter(one -> one.number() == number).findFirst();
            answer(response, stream.map(Api::described));
        } else if (path.matches("/api/happenings/\\d{1,15}")) {
            answer(response, happenings(Long.parseLong(path.substring("/api/happenings/".length()))));
        } else if (path.equals("/api/pipelines")) {
            JsonArrayBuilder all = Json.createArrayBuilder();
            files.all().forEach(file -> all.add(described(file)));
            answer(response, all.build());
        } else if (path.equals("/api/me")) {
            answer(response, Json.createObjectBuilder().add("mayAct", access.of(request) == Access.Right.ACT).build());
        } else {
            answer(response, Optional.empty());
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.matches("/api/troubles/\\d{1,15}/acknowledge")) {
            long number = Long.parseLong(path.split("/")[3]);
            boolean there = troubles.acknowledge(number);
            viewers.tell();
            answer(response,
                    there ? Optional.of(Json.createObjectBuilder().add("acknowledged", number).build()) : Optional.empty());
        } else if (path.matches("/api/troubles/\\d{1,15}/acknowledge-all")) {
            long number = Long.parseLong(path.split("/")[3]);
            troubles.acknowledgeUpTo(number);
            viewers.tell();
            answer(response, Json.createObjectBuilder().add("acknowledged", number).build());
        } else {
            answer(response, Optional.empty());
        }
    }

    private static void answer(HttpServletResponse response, Optional<JsonObject> found) throws IOException {
        if (found.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        answer(response, found.orElse(Json.createObjectBuilder().add("error", "there is no such thing").build()));
    }

    private static void answer(HttpServletResponse response, JsonStructure body) throws IOException {
        response.setContentType("application/json;charset=utf-8");
        response.getWriter().print(body);
    }

    private static JsonObject described(WatchedStream stream) {
        JsonArrayBuilder channels = Json.createArrayBuilder();
        for (Channel channel : stream.description().channels()) {
            channels.add(Json.createObjectBuilder().add("role", channel.role().word()).add("type", channel.type())
                    .add("label", channel.label()).add("unit", channel.unit()).add("extractor", channel.extractor())
                    .add("stepwise", channel.scale() == Channel.Scale.STEPWISE));
        }
        JsonObjectBuilder provenance = Json.createObjectBuilder();
        stream.description().origin().toMap().forEach(provenance::add);
        return Json.createObjectBuilder().add("number", stream.number()).add("pipeline", stream.pipeline())
                .add("node", stream.description().id().node()).add("name", stream.description().name())
                .add("sourceId", stream.description().id().sourceId()).add("title", stream.description().id().toString())
                .add("rate", stream.description().rate()).add("channels", channels).add("provenance", provenance).build();
    }

    private JsonArray happenings(long from) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (Watch.Happening one : watch.happenings(from)) {
            JsonObjectBuilder told = Json.createObjectBuilder().add("number", one.number()).add("pipeline", one.pipeline())
                    .add("time", one.time());
            if (one.signal() instanceof Marker marker) {
                told.add("kind", "MARKER").add("about", marker.stream().toString()).add("text", marker.text());
            } else if (one.signal() instanceof StreamStatus status) {
                told.add("kind", status.state().name()).add("about", status.stream().toString()).add("text", status.reason());
            }
            all.add(told);
        }
        return all.build();
    }

    private static JsonObject described(PipelineFile file) {
        JsonArrayBuilder nodes = Json.createArrayBuilder();
        for (PipelineFile.Node node : file.nodes()) {
            JsonArrayBuilder settings = Json.createArrayBuilder();
            node.settings().forEach(setting -> settings.add(Json.createObjectBuilder().add("key", setting.key())
                    .add("value", setting.value()).add("line", setting.line()).add("help", setting.help())));
            JsonArrayBuilder inputs = Json.createArrayBuilder();
            node.inputs().forEach(inputs::add);
            nodes.add(Json.createObjectBuilder().add("name", node.name()).add("type", node.type()).add("kind", node.kind().name())
                    .add("predicts", node.predicts()).add("line", node.line()).add("inputs", inputs).add("help", node.help())
                    .add("settings", settings));
        }
        JsonArrayBuilder faults = Json.createArrayBuilder();
        file.faults().forEach(fault -> faults.add(Json.createObjectBuilder().add("line", fault.line()).add("node", fault.node())
                .add("key", fault.key()).add("message", fault.message())));
        return Json.createObjectBuilder().add("name", file.name()).add("file", file.file().toString())
                .add("running", file.running()).add("nodes", nodes).add("faults", faults).build();
    }
}
