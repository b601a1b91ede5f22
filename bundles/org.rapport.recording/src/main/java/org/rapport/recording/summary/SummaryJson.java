package org.rapport.recording.summary;

import java.io.StringWriter;
import java.util.Map;

import org.rapport.recording.summary.States.Event;
import org.rapport.xdf.ClockSegment;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;

/**
 * A summary as machines read it. Times in seconds of the recorder's clock, {@code first} and the segments' {@code from},
 * {@code to} and {@code centre} on the device's; rates in Hz, shares from 0 to 1; null is what cannot be said.
 */
final class SummaryJson {
    private SummaryJson() {
    }

    static String text(RecordingSummary summary) {
        JsonArrayBuilder streams = Json.createArrayBuilder();
        summary.streams().forEach(stream -> streams.add(json(summary, stream)));
        JsonArrayBuilder events = Json.createArrayBuilder();
        summary.states().events().forEach(event -> events.add(json(summary, event)));
        Judgement judgement = Judgement.of(summary);
        JsonObject json = Json.createObjectBuilder().add("go", judgement.isGood()).add("verdict", judgement.verdict(summary))
                .add("troubles", Json.createArrayBuilder(judgement.troubles()))
                .add("notes", Json.createArrayBuilder(judgement.notes())).add("streams", streams).add("states", events)
                .add("statesBeyond", summary.states().beyond()).add("warnings", Json.createArrayBuilder(summary.warnings()))
                .build();
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
            writer.write(json);
        }
        return text.toString().strip();
    }

    private static JsonObjectBuilder json(RecordingSummary summary, StreamSummary stream) {
        return Json.createObjectBuilder().add("id", stream.id()).add("name", stream.header().name())
                .add("title", summary.title(stream)).add("type", stream.header().type())
                .add("channels", stream.header().channelCount()).add("format", stream.header().format().word())
                .add("nominalRate", stream.header().rate()).add("measuredRate", number(stream.measuredRate()))
                .add("rateClaimed", stream.rhythm().claimed()).add("samples", stream.samples())
                .add("first", number(stream.firstStamp())).add("commonFirst", number(stream.first()))
                .add("commonLast", number(stream.last())).add("together", summary.isTogether(stream))
                .add("duration", number(stream.duration()))
                .add("gaps",
                        Json.createObjectBuilder().add("count", stream.gaps().count()).add("seconds", stream.gaps().seconds())
                                .add("longest", stream.gaps().longest().seconds()))
                .add("atOnce", stream.atOnce()).add("nanShare", number(stream.missing())).add("unstamped", stream.unstamped())
                .add("deduced", stream.isDeduced()).add("duplicates", stream.duplicates().count())
                .add("jitter", number(stream.jitter())).add("backwards", stream.setBack().count())
                .add("outOfOrder", json(stream.outOfOrder())).add("setBack", json(stream.setBack()))
                .add("overlaps", json(stream.overlaps())).add("clockOffsets", clock(stream));
    }

    private static JsonObjectBuilder json(Tally tally) {
        return Json.createObjectBuilder().add("count", tally.count()).add("largest", tally.largest()).add("first",
                tally.count() == 0 ? JsonValue.NULL : number(tally.first().get(0).time()));
    }

    private static JsonObjectBuilder clock(StreamSummary stream) {
        JsonArrayBuilder segments = Json.createArrayBuilder();
        for (ClockSegment segment : stream.clock().segments()) {
            segments.add(Json.createObjectBuilder().add("from", segment.from()).add("to", segment.to())
                    .add("centre", segment.centre()).add("offset", segment.offset()).add("drift", segment.drift())
                    .add("measurements", segment.measurements()).add("outliers", segment.outliers())
                    .add("spread", segment.spread()).add("largest", segment.largest()));
        }
        return Json.createObjectBuilder().add("count", stream.clockOffsets()).add("drift", number(stream.drift()))
                .add("least", number(stream.leastOffset())).add("greatest", number(stream.greatestOffset()))
                .add("outliers", stream.clock().outliers()).add("ignored", stream.clock().ignored()).add("segments", segments);
    }

    private static JsonObjectBuilder json(RecordingSummary summary, Event event) {
        return Json.createObjectBuilder().add("time", number(event.time())).add("stream", summary.states().title(event))
                .add("state", event.state()).add("reason", event.reason());
    }

    private static JsonValue number(double value) {
        return Double.isFinite(value) ? Json.createValue(value) : JsonValue.NULL;
    }
}
