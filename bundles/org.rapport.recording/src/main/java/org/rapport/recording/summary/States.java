package org.rapport.recording.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.Shown;

/** The states of all streams, in order; those that come again and again are folded into one line. */
final class States {
    private static final int MOST_EVENTS = 10_000;
    /** A state that a stream had more often is folded. */
    private static final int MOST_SINGLE = 3;

    private final List<Event> events = new ArrayList<>();
    private final Map<String, Event> now = new LinkedHashMap<>();
    private final Map<String, Fold> folds = new LinkedHashMap<>();
    private long beyond;
    private Function<Event, String> titles = Event::stream;

    /**
     * A change of a stream's state, as the recorder kept it.
     *
     * @param node that sent it, empty if that was not kept
     */
    record Event(double time, String stream, String node, String state, String reason) {
        static Event parse(double time, String text) {
            try {
                JsonEntry event = JsonEntry.parse("", text);
                return new Event(time, event.text("stream", ""), event.text("node", ""), event.text("state", ""),
                        event.text("reason", ""));
            } catch (FileFault e) {
                return new Event(time, "", "", "", Shown.line(text)); // another program's text
            }
        }
    }

    /** How often a stream was in one state, and how long at most, in seconds. */
    private static final class Fold {
        private final Event first;
        private double last;
        private long count;
        private double longest = Double.NaN;

        Fold(Event event) {
            first = event;
        }
    }

    void add(Event event) {
        if (events.size() < MOST_EVENTS) {
            events.add(event);
        } else {
            beyond++;
        }
        endOf(now.put(event.stream() + "\n" + event.node(), event), event.time());
        Fold fold = folds.computeIfAbsent(key(event), key -> new Fold(event));
        fold.count++;
        fold.last = event.time();
    }

    private void endOf(Event event, double time) {
        if (event != null) {
            Fold fold = folds.get(key(event));
            fold.longest = Double.isNaN(fold.longest) ? time - event.time() : Math.max(fold.longest, time - event.time());
        }
    }

    /**
     * Says that no event follows.
     *
     * @param called what people call the stream of an event
     */
    void end(double time, Function<Event, String> called) {
        titles = called;
        now.values().forEach(event -> endOf(event, time));
    }

    private static String key(Event event) {
        return event.stream() + "\n" + event.node() + "\n" + event.state();
    }

    /** What people call the stream of an event. */
    String title(Event event) {
        return titles.apply(event);
    }

    /** One line for an event. */
    String line(Event event, double start) {
        return String.format(Locale.ROOT, "%10.3f  %s %s: %s", event.time() - start, title(event), event.state(), event.reason());
    }

    /** The first ten thousand. */
    List<Event> events() {
        return events;
    }

    /** How many more there are. */
    long beyond() {
        return beyond;
    }

    /** Those that did not come again and again, of the first ten thousand. */
    List<Event> single() {
        return events.stream().filter(event -> folds.get(key(event)).count <= MOST_SINGLE).toList();
    }

    /** One line for each that did. */
    List<String> folded(double start) {
        return folds.values().stream().filter(fold -> fold.count > MOST_SINGLE)
                .map(fold -> String.format(Locale.ROOT, "%s %s %d times, longest %.2f s, from %.3f to %.3f s",
                        titles.apply(fold.first), fold.first.state(), fold.count, fold.longest, fold.first.time() - start,
                        fold.last - start))
                .toList();
    }
}
