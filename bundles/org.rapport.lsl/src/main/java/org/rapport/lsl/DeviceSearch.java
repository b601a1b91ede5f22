package org.rapport.lsl;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.lsl4j.Attempts;
import org.lsl4j.ContinuousResolver;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;

/** Looks for the streams of one source node, and says in words why there is none to read. */
final class DeviceSearch implements AutoCloseable {
    /** Silent for as long as a healthy device may take to answer. */
    private static final double PATIENCE = 3;
    private static final double LONGEST_PATIENCE = 120;
    private static final Duration FORGET_AFTER = Duration.ofSeconds(3);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);
    private static final int NAMED_AT_MOST = 12;

    private final Lsl lsl;
    private final StreamQuery query;
    private final List<ContinuousResolver> resolvers;
    private final Attempts<List<StreamInfo>> survey = new Attempts<>("looks around", 1, streams -> {
    });
    private final News news = new News("further matches are not reported: too many streams come and go");
    private double emptySince = LslClock.now();
    /** Seconds until absence is told; each time longer, for what else is on the network changes all the time. */
    private double patience = PATIENCE;

    DeviceSearch(Lsl lsl, StreamQuery query) {
        this.lsl = lsl;
        this.query = query;
        this.resolvers = query.predicates().stream().map(predicate -> lsl.continuousResolver(predicate, FORGET_AFTER)).toList();
    }

    /** The streams that match now. */
    Collection<StreamInfo> found() {
        Map<String, StreamInfo> found = new LinkedHashMap<>();
        resolvers.forEach(resolver -> resolver.results().forEach(info -> found.putIfAbsent(info.uid(), info)));
        if (!found.isEmpty()) {
            emptySince = LslClock.now();
        }
        return found.values();
    }

    /** Whether a stream is what the node looks for, by its whole description. */
    boolean matches(StreamInfo full) {
        return query.matches(full);
    }

    /** Says that several streams would do for one place, if it is news. */
    Optional<String> ambiguity(List<StreamInfo> candidates) {
        return news.of(candidates.size() + " streams match " + query.words() + ": " + names(candidates)
                + "; name one of them with \"stream\" or \"sourceId\"");
    }

    /** Says that nothing has been found for a while, and what is there instead, if it is news. */
    Optional<String> absence() {
        if (LslClock.now() - emptySince > patience) {
            emptySince = LslClock.now();
            patience = Math.min(LONGEST_PATIENCE, 2 * patience);
            survey.begin("", () -> lsl.resolveAll(LOOK_AROUND));
        }
        return survey.ended().stream().flatMap(ended -> ended.value().stream()).reduce((first, last) -> last)
                .flatMap(this::absence);
    }

    private Optional<String> absence(List<StreamInfo> all) {
        return news.of("no stream matches " + query.words() + "; on the network "
                + (all.isEmpty() ? "is no stream" : "are " + names(all)));
    }

    /** A device that was found or lost makes old news new. */
    void forgetNews() {
        news.forget();
        patience = PATIENCE;
        emptySince = LslClock.now();
    }

    private static String names(List<StreamInfo> streams) {
        String names = streams.stream().map(
                info -> info.name() + " (" + info.type() + ", source_id " + info.sourceId() + ", on " + info.hostname() + ")")
                .sorted().limit(NAMED_AT_MOST).collect(Collectors.joining(", "));
        return streams.size() > NAMED_AT_MOST ? names + " and " + (streams.size() - NAMED_AT_MOST) + " more" : names;
    }

    @Override
    public void close() {
        survey.close();
        resolvers.forEach(ContinuousResolver::close);
    }
}
