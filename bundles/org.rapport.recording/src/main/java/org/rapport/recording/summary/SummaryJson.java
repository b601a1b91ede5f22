package org.rapport.recording.summary;

import java.io.StringWriter;
import java.util.Map;

import org.rapport.recording.summary.RecordingSummary.Event;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;

/** A summary as machines read it. Times in seconds as recorded, rates in Hz, shares from 0 to 1; null is what cannot be said. */
final class SummaryJson {
    private SummaryJson() {
    }

    static String text(RecordingSummary summary) {
        JsonArrayBuilder streams = Json.createArrayBuilder();
        summary.streams().forEach(stream -> streams.add(json(stream)));
        JsonArrayBuilder events = Json.createArrayBuilder();
        summary.events().forEach(event -> events.add(json(event)));
        JsonObject json = Json.createObjectBuilder().add("streams", streams).add("states", events)
                .add("statesBeyond", summary.eventsBeyond()).add("warnings", Json.createArrayBuilder(summary.warnings())).build();
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
            writer.write(json);
        }
        return text.toString().strip();
    }

    private static JsonObjectBuilder json(StreamSummary stream) {
        return Json.createObjectBuilder().add("name", stream.header().name()).add("title", stream.title())
                .add("type", stream.header().type())
                .add("channels", stream.header().channelCount())
                .add("format", stream.header().format().word())
                .add("nominalRate", stream.header().rate()).add("measuredRate", number(stream.measuredRate()))
                .add("samples", stream.samples()).add("first", number(stream.first())).add("duration", number(stream.duration()))
                .add("gaps", Json.createObjectBuilder().add("count", stream.gaps().count())
                        .add("seconds", stream.gaps().seconds()).add("longest", stream.gaps().longest()))
                .add("atOnce", stream.atOnce())
                .add("nanShare", number(stream.missing())).add("unstamped", stream.unstamped())
                .add("duplicates", stream.duplicates()).add("jitter", number(stream.jitter()))
                .add("backwards", stream.backwards())
                .add("clockOffsets", Json.createObjectBuilder().add("count", stream.clockOffsets())
                        .add("drift", number(stream.drift())).add("least", number(stream.leastOffset()))
                        .add("greatest", number(stream.greatestOffset())));
    }

    private static JsonObjectBuilder json(Event event) {
        return Json.createObjectBuilder().add("time", number(event.time())).add("stream", event.stream())
                .add("state", event.state()).add("reason", event.reason());
    }

    private static JsonValue number(double value) {
        return Double.isFinite(value) ? Json.createValue(value) : JsonValue.NULL;
    }
}
