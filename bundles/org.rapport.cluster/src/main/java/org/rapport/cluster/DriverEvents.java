package org.rapport.cluster;

import java.io.PrintStream;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** What happens, as a line of JSON each, for the command that started the driver. */
final class DriverEvents {
    private final PrintStream out;

    DriverEvents(PrintStream out) {
        this.out = out;
    }

    /** The master has accepted the application. */
    void connected(String application) {
        tell(event("connected").add("application", application));
    }

    /** A part begins, or goes on. */
    void begun(String part, String host) {
        tell(event("begun").add("part", part).add("host", host));
    }

    /** A part has stored what it predicts. */
    void done(String part) {
        tell(event("done").add("part", part));
    }

    /** A part has lost its process, and waits for another one. */
    void lost(String part, String host, String reason) {
        tell(event("lost").add("part", part).add("host", host).add("reason", reason));
    }

    /** Something that the user should know. */
    void noted(String line) {
        tell(event("noted").add("line", line));
    }

    /** The last event: all parts are done. */
    void finished() {
        tell(event("finished"));
    }

    /** The last event: stopped, as it was told. */
    void stopped() {
        tell(event("stopped"));
    }

    /** The last event: it cannot go on. */
    void failed(String line) {
        tell(event("failed").add("line", line));
    }

    private static JsonObjectBuilder event(String name) {
        return Json.createObjectBuilder().add("event", name);
    }

    private synchronized void tell(JsonObjectBuilder event) {
        out.println(event.build());
        out.flush();
    }
}
