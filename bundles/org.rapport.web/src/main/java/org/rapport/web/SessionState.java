package org.rapport.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.Graph;
import org.rapport.api.graph.NodeStatus;
import org.rapport.api.graph.PipelineFile;
import org.rapport.api.graph.PipelineFiles;
import org.rapport.api.recording.SessionDetails;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.web.participant.Participant;
import org.rapport.web.participant.Participants;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/**
 * The session in one answer: sources, predictions, nodes and troubles as they are now. The same for all pages and for programs.
 */
@Component(service = SessionState.class)
public final class SessionState {
    private static final int TROUBLES = 100;
    private static final double KEEP_EVERY = 5;

    private final Graph graph;
    private final PipelineFiles files;
    private final Watch watch;
    private final Lookout lookout;
    private final Troubles troubles;
    private final Recorders recorders;
    private final PreflightRun preflight;
    private final VerifyRun verify;
    private final Participants participants;
    private final double began;
    private final long beganMillis;
    private double keptAt = Double.NEGATIVE_INFINITY;

    @Activate
    public SessionState(@Reference Graph graph, @Reference PipelineFiles files, @Reference Watch watch,
            @Reference Lookout lookout, @Reference Troubles troubles, @Reference Recorders recorders,
            @Reference PreflightRun preflight, @Reference VerifyRun verify, @Reference Participants participants) {
        this.graph = graph;
        this.files = files;
        this.watch = watch;
        this.lookout = lookout;
        this.troubles = troubles;
        this.recorders = recorders;
        this.preflight = preflight;
        this.verify = verify;
        this.participants = participants;
        this.began = watch.now();
        this.beganMillis = System.currentTimeMillis();
    }

    /** Looks for what is wrong now. Called by one thread at a time. */
    void refresh() {
        List<NodeStatus> nodes = graph.nodes();
        lookout.look(nodes, files.all());
        participants.look();
        if (watch.now() - keptAt > KEEP_EVERY) {
            keptAt = watch.now();
            watch.keep(nodes.stream().map(node -> node.pipeline() + "/" + node.name()).collect(Collectors.toSet()));
        }
    }

    /** The message that pages get. */
    String text(int pages, long dropped) {
        return Json.createObjectBuilder(json()).add("type", "session").add("pages", pages).add("dropped", dropped).build()
                .toString();
    }

    JsonObject json() {
        List<Trouble> told = troubles.all(); // before what they are about: a trouble is never newer than the state beside it
        List<NodeStatus> nodes = graph.nodes();
        List<PipelineFile> known = files.all();
        List<JsonObject> sources = sources(nodes, known);
        return Json.createObjectBuilder().add("now", watch.now()).add("began", began).add("beganMillis", beganMillis)
                .add("expected", sources.size())
                .add("there", sources.stream().filter(source -> source.getString("state").equals("LIVE")).count())
                .add("missed", watch.missed()).add("sources", array(sources)).add("predictions", array(predictions()))
                .add("pipelines", array(known.stream().map(SessionState::pipeline).toList()))
                .add("nodes", array(nodes.stream().map(this::node).toList()))
                .add("streams", array(watch.streams().stream().map(SessionState::stream).toList()))
                .add("troubles", array(troubles(told))).add("recording", recording()).add("preflight", preflight())
                .add("verifying", verifying()).add("participants", participants()).build();
    }

    private JsonObjectBuilder recording() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        recorders.all().forEach(one -> all.add(Json.createObjectBuilder().add("pipeline", one.pipeline()).add("node", one.node())
                .add("file", one.file().isPresent() ? Json.createValue(one.file().get().toString()) : JsonValue.NULL)));
        SessionDetails details = recorders.details();
        return Json.createObjectBuilder().add("recorders", all).add("since", number(recorders.since()))
                .add("session", details.session()).add("emitter", details.emitter()).add("receiver", details.receiver())
                .add("notes", details.notes());
    }

    /** Those whom a running pipeline wants in front of a page. What opens the page is for who may act: {@link Invitations}. */
    private JsonArrayBuilder participants() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        participants.all().stream().filter(Participant::isExpected).forEach(one -> all.add(Json.createObjectBuilder()
                .add("role", one.role().word()).add("state", one.state().name()).add("words", one.words())));
        return all;
    }

    private JsonObjectBuilder preflight() {
        JsonObjectBuilder told = Json.createObjectBuilder().add("running", preflight.isRunning());
        JsonArrayBuilder lines = Json.createArrayBuilder();
        preflight.last().ifPresent(last -> {
            last.lines().forEach(lines::add);
            told.add("pipeline", last.pipeline()).add("go", last.go()).add("at", last.at());
        });
        return told.add("lines", lines);
    }

    /** The recording that runs through a pipeline again; null if none does. */
    private JsonValue verifying() {
        return verify.running().<JsonValue>map(one -> Json.createObjectBuilder().add("recording", one.recording())
                .add("pipeline", one.pipeline()).add("progress", one.progress()).build()).orElse(JsonValue.NULL);
    }

    private static JsonArrayBuilder array(List<JsonObject> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array;
    }

    /** What has no value is null in JSON. */
    static JsonValue number(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? JsonValue.NULL : Json.createValue(value);
    }

    /** One row for each device that was found, and for each source that still looks for one. */
    private List<JsonObject> sources(List<NodeStatus> nodes, List<PipelineFile> known) {
        Map<String, PipelineFile.Node> planned = new HashMap<>();
        known.forEach(file -> file.nodes().forEach(node -> planned.put(file.name() + "/" + node.name(), node)));
        List<JsonObject> rows = new ArrayList<>();
        for (NodeStatus node : nodes) {
            PipelineFile.Node plan = planned.get(node.pipeline() + "/" + node.name());
            if (plan != null && plan.kind() == PipelineFile.Kind.SOURCE) {
                List<StreamStatus> found = node.streams().stream()
                        .filter(status -> !status.stream().equals(StreamId.of(node.name()))).toList();
                if (found.isEmpty()) {
                    found = node.streams().isEmpty()
                            ? List.of(new StreamStatus(node.name(), StreamStatus.State.RESOLVING, began, "starts"))
                            : node.streams();
                }
                found.forEach(status -> rows.add(source(node, plan, status)));
            }
        }
        rows.sort(Comparator.comparing((JsonObject row) -> row.getString("role")).thenComparing(row -> row.getString("node")));
        return rows;
    }

    private JsonObject source(NodeStatus node, PipelineFile.Node plan, StreamStatus status) {
        Optional<WatchedStream> stream = watch.stream(node.pipeline(), status.stream());
        Optional<StreamDescription> description = stream.map(WatchedStream::description);
        Optional<StreamQuality> quality = node.qualities().stream().filter(one -> one.stream().equals(status.stream()))
                .findFirst();
        String setting = plan.settings().stream().filter(one -> one.key().equals("role")).map(PipelineFile.Setting::value)
                .findFirst().orElse("");
        JsonObjectBuilder row = Json.createObjectBuilder().add("pipeline", node.pipeline()).add("node", node.name())
                .add("type", node.type()).add("name", status.stream().name()).add("sourceId", status.stream().sourceId())
                .add("title", status.stream().toString())
                .add("role", description.flatMap(StreamDescription::role).map(Role::word).orElse(setting))
                .add("modality", description.flatMap(StreamDescription::type).orElse("")).add("state", status.state().name())
                .add("reason", status.reason()).add("warning", status.warning()).add("since", status.time())
                .add("stream", stream.isPresent() ? Json.createValue(stream.get().number()) : JsonValue.NULL)
                .add("nominalRate", number(description.map(StreamDescription::rate).orElse(Double.NaN)))
                .add("lastTime", number(stream.map(WatchedStream::lastTime).orElse(Double.NaN)))
                .add("samples", stream.map(WatchedStream::samples).orElse(0L))
                .add("valid", number(stream.map(WatchedStream::valid).orElse(Double.NaN)));
        row.add("rate", number(quality.map(StreamQuality::rate).orElse(Double.NaN)))
                .add("missing", number(quality.map(one -> share(one.missing(), one.samples())).orElse(Double.NaN)))
                .add("jitter", number(quality.map(StreamQuality::jitter).orElse(Double.NaN)))
                .add("offset", number(quality.map(StreamQuality::offset).orElse(Double.NaN)))
                .add("uncertainty", number(quality.map(StreamQuality::uncertainty).orElse(Double.NaN)))
                .add("confidence", number(quality.map(StreamQuality::confidence).orElse(Double.NaN)));
        return row.build();
    }

    private static double share(long missing, long came) {
        return missing + came == 0 ? Double.NaN : (double) missing / (missing + came);
    }

    /** The streams that say what the receiver thinks, and the labels beside them. */
    private List<JsonObject> predictions() {
        List<WatchedStream> streams = watch.streams();
        List<JsonObject> found = new ArrayList<>();
        for (WatchedStream stream : streams) {
            if (is(stream, "Impression")) {
                JsonObjectBuilder widths = Json.createObjectBuilder();
                stream.description().origin().toMap().forEach((key, value) -> {
                    if (key.startsWith("halfWidth90.")) {
                        widths.add(key.substring("halfWidth90.".length()), Double.parseDouble(value));
                    }
                });
                Optional<WatchedStream> label = streams.stream().filter(other -> other.pipeline().equals(stream.pipeline())
                        && is(other, "Label") && other.description().role().filter(Role.RECEIVER::equals).isPresent())
                        .findFirst();
                JsonArrayBuilder latest = Json.createArrayBuilder();
                for (float value : stream.rows().last()) {
                    latest.add(number(value));
                }
                found.add(Json.createObjectBuilder().add("pipeline", stream.pipeline())
                        .add("node", stream.description().id().node()).add("stream", stream.number())
                        .add("label", label.isPresent() ? Json.createValue(label.get().number()) : JsonValue.NULL)
                        .add("time", number(stream.lastTime())).add("latest", latest).add("halfWidth90", widths)
                        .add("hops", hops(stream)).build());
            }
        }
        return found;
    }

    /** How long the way of these predictions took; empty if their node does not tell. */
    private JsonArrayBuilder hops(WatchedStream predictions) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        watch.hops(predictions)
                .forEach((hop, latency) -> all.add(latency.percentiles().addTo(Json.createObjectBuilder().add("hop", hop))));
        return all;
    }

    private static boolean is(WatchedStream stream, String type) {
        return stream.description().type().filter(type::equals).isPresent();
    }

    private static JsonObject pipeline(PipelineFile file) {
        JsonArrayBuilder faults = Json.createArrayBuilder();
        file.faults().forEach(fault -> faults.add(Json.createObjectBuilder().add("line", fault.line()).add("node", fault.node())
                .add("key", fault.key()).add("message", fault.message())));
        return Json.createObjectBuilder().add("name", file.name()).add("file", file.file().toString())
                .add("running", file.running()).add("faults", faults).build();
    }

    private JsonObject node(NodeStatus node) {
        Optional<Latency> latency = watch.latency(node.pipeline(), node.name());
        JsonArrayBuilder inputs = Json.createArrayBuilder();
        node.inputs().forEach(inputs::add);
        JsonArrayBuilder missing = Json.createArrayBuilder();
        node.missing().forEach(missing::add);
        Optional<StreamStatus> last = node.streams().stream().max(Comparator.comparingDouble(StreamStatus::time));
        JsonObjectBuilder told = Json.createObjectBuilder().add("pipeline", node.pipeline()).add("name", node.name())
                .add("type", node.type()).add("inputs", inputs).add("missing", missing).add("received", node.received())
                .add("sent", node.sent()).add("waiting", node.waiting()).add("dropped", node.dropped())
                .add("failures", node.failures()).add("busyMicros", node.latencyMicros());
        return latency.map(Latency::percentiles).orElse(Percentiles.NONE).addTo(told)
                .add("state", last.map(status -> status.state().name()).orElse(""))
                .add("message", last.map(StreamStatus::reason).orElse("")).build();
    }

    /** What a page needs to know that there is a stream; {@code /api/streams/N} tells the rest. */
    private static JsonObject stream(WatchedStream stream) {
        return Json.createObjectBuilder().add("number", stream.number()).add("pipeline", stream.pipeline())
                .add("node", stream.description().id().node()).add("name", stream.description().name())
                .add("title", stream.description().id().toString()).add("channels", stream.description().channels().size())
                .add("rate", stream.description().rate()).add("role", stream.description().role().map(Role::word).orElse(""))
                .add("modality", stream.description().type().orElse("")).build();
    }

    private static List<JsonObject> troubles(List<Trouble> all) {
        return all.subList(Math.max(0, all.size() - TROUBLES), all.size()).stream()
                .map(one -> Json.createObjectBuilder().add("number", one.number()).add("about", one.about())
                        .add("kind", one.kind()).add("text", one.text()).add("grave", one.grave()).add("first", one.first())
                        .add("last", one.last()).add("count", one.count()).add("over", number(one.over()))
                        .add("acknowledged", one.acknowledged()).build())
                .toList();
    }
}
