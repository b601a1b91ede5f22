package org.rapport.training.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

/**
 * How a long table, one line a person and time, is read as sessions.
 *
 * @param file the table: comma-separated, with a line of column names
 * @param session the column that tells sessions apart
 * @param person the column that names people
 * @param role the column that tells who is who
 * @param emitterWord what stands there for the emitter
 * @param receiverWord what stands there for the receiver
 * @param time the column that counts the samples of a session
 * @param interval seconds from one sample to the next
 * @param emitter the columns that are the emitter's features
 * @param receiver the columns that are the receiver's features; may be empty
 * @param receiverDelay seconds by which the receiver's features come later than they were measured, so that a receiver's own
 *        past and not the present can be a feature
 */
public record TableMapping(Path file, String session, String person, String role, String emitterWord, String receiverWord,
        String time, double interval, List<String> emitter, List<String> receiver, double receiverDelay) {

    static TableMapping read(JsonEntry json, Path folder) throws IOException {
        json.allow(List.of("file", "session", "person", "role", "time", "interval", "emitter", "receiver", "receiverDelay"));
        JsonEntry name = needed(json, "file");
        Path file = name.path(folder).normalize();
        if (!file.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize()) || !Files.isRegularFile(file)) {
            throw name.fault("there is no file " + name.text() + " in the study's folder");
        }
        JsonEntry role = needed(json, "role");
        role.allow(List.of("column", "emitter", "receiver"));
        double interval = needed(json, "interval").number();
        if (!(interval > 0)) {
            throw needed(json, "interval").fault("must be seconds above 0");
        }
        double delay = json.get("receiverDelay").isPresent() ? json.get("receiverDelay").get().number() : 0;
        List<String> receiver = json.get("receiver").isPresent() ? texts(json.get("receiver").get()) : List.of();
        return new TableMapping(file, needed(json, "session").text(), needed(json, "person").text(),
                needed(role, "column").text(), needed(role, "emitter").text(), needed(role, "receiver").text(),
                needed(json, "time").text(), interval, texts(needed(json, "emitter")), receiver, delay);
    }

    private static JsonEntry needed(JsonEntry json, String name) throws FileFault {
        return json.get(name).orElseThrow(() -> json.fault("lacks \"" + name + "\""));
    }

    private static List<String> texts(JsonEntry json) throws FileFault {
        List<String> texts = new ArrayList<>();
        for (JsonEntry element : json.elements()) {
            texts.add(element.text());
        }
        return texts;
    }
}
