package org.rapport.lsl;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.lsl4j.ContinuousResolver;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;

/** Looks for the streams of one source node, and says in words why there is none to read. */
final class DeviceSearch implements AutoCloseable {
    /** Silent for as long as a healthy device may take to answer. */
    private static final double PATIENCE = 3;
    private static final int NAMED_AT_MOST = 12;

    private final Lsl lsl;
    private final SourceSettings settings;
    private final ContinuousResolver resolver;
    private final Set<String> said = new HashSet<>();
    private double emptySince = LslClock.now();

    DeviceSearch(Lsl lsl, SourceSettings settings) {
        this.lsl = lsl;
        this.settings = settings;
        this.resolver = lsl.continuousResolver(settings.predicate(), Duration.ofSeconds(3));
    }

    /** The streams that match now. */
    List<StreamInfo> found() {
        List<StreamInfo> found = resolver.results();
        if (!found.isEmpty()) {
            emptySince = LslClock.now();
        }
        return found;
    }

    /** What keeps a place from being taken, if it is news: several streams that match, or none for a while. */
    Optional<String> trouble(List<StreamInfo> candidates, boolean anyReceived) {
        if (candidates.size() > 1) {
            return news(candidates.size() + " streams match " + settings.predicate() + ": " + names(candidates)
                    + "; name one of them with \"stream\" or \"sourceId\"");
        }
        if (candidates.isEmpty() && !anyReceived && LslClock.now() - emptySince > PATIENCE) {
            emptySince = LslClock.now();
            List<StreamInfo> all = lsl.resolveAll(Duration.ofSeconds(1));
            return news("no stream matches " + settings.predicate() + "; on the network "
                    + (all.isEmpty() ? "is no stream at all" : "are " + names(all)));
        }
        return Optional.empty();
    }

    /** A device that was found or lost makes old news new. */
    void forgetNews() {
        said.clear();
        emptySince = LslClock.now();
    }

    private Optional<String> news(String text) {
        return said.add(text) ? Optional.of(text) : Optional.empty();
    }

    private static String names(List<StreamInfo> streams) {
        String names = streams.stream().map(info -> info.name() + " (" + info.type() + ", source_id " + info.sourceId() + ", on "
                + info.hostname() + ")").sorted().limit(NAMED_AT_MOST).collect(Collectors.joining(", "));
        return streams.size() > NAMED_AT_MOST ? names + " and " + (streams.size() - NAMED_AT_MOST) + " more" : names;
    }

    @Override
    public void close() {
        resolver.close();
    }
}
