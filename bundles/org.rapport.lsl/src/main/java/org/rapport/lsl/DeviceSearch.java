package org.rapport.lsl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;
import org.lsl4j.StreamPredicate;

/**
 * Finds the streams of one source node among all that are there, and says in words why there is none to read. Used by the thread
 * of that node.
 */
final class DeviceSearch implements AutoCloseable, Neighbours.Asker {
    /** Silent for as long as a healthy device may take to answer. */
    private static final double PATIENCE = 3;
    private static final double LONGEST_PATIENCE = 120;
    private static final int NAMED_AT_MOST = 12;
    /** Streams that are gone, or do not answer for a while, and need not be judged again when they are back. */
    private static final int REMEMBERED = 256;

    private final Neighbours neighbours;
    private final StreamQuery query;
    private final List<StreamPredicate> predicates;
    private Presence present = Presence.NOBODY;
    /** Whether streams match, by uid; those of which only their descriptions can tell are not in it. */
    private final Map<String, Boolean> matches = new HashMap<>();
    /** Those that do, in the order in which that was found out. */
    private final Set<String> matching = new LinkedHashSet<>();
    private List<StreamInfo> found = List.of();
    /** The streams whose descriptions were asked for and have not come, by uid. */
    private final Set<String> asked = new HashSet<>();
    private final Queue<Newcomers.Described> arrived = new ConcurrentLinkedQueue<>();
    private final List<Newcomers.Described> described = new ArrayList<>();
    private final News news = new News("further matches are not reported: too many streams come and go");
    private double emptySince = LslClock.now();
    /** Seconds until absence is told; each time longer, for what else is on the network changes all the time. */
    private double patience = PATIENCE;

    DeviceSearch(Neighbours neighbours, StreamQuery query) {
        this.neighbours = neighbours;
        this.query = query;
        this.predicates = query.predicates().stream().map(StreamPredicate::of).toList();
        neighbours.enter(this);
    }

    /** The streams that match now. */
    Collection<StreamInfo> found() {
        update();
        if (!found.isEmpty()) {
            emptySince = LslClock.now();
        }
        return found;
    }

    /** Fetches the description of a stream that was found. */
    void describe(StreamInfo info) {
        if (asked.add(info.uid())) {
            neighbours.describe(info, this);
        }
    }

    /** The descriptions that have come since this was last asked, of streams that were found. */
    List<Newcomers.Described> described() {
        update();
        if (described.isEmpty()) {
            return List.of();
        }
        List<Newcomers.Described> all = List.copyOf(described);
        described.clear();
        return all;
    }

    /** The streams that match, or of which only their descriptions could tell, and that do not tell them. */
    List<Newcomers.Silent> silent() {
        List<Newcomers.Silent> all = neighbours.silent();
        return all.isEmpty() ? all : all.stream().filter(one -> asked.contains(one.found().uid())).toList();
    }

    @Override
    public void described(Newcomers.Described one) {
        arrived.add(one);
    }

    private void update() {
        Presence now = neighbours.present();
        boolean changed = now != present;
        if (changed) {
            Iterable<StreamInfo> news = now.newSince(present);
            present = now;
            Set<String> uids = now.byUid().keySet();
            if (matches.size() > 2 * uids.size() + REMEMBERED) {
                matches.keySet().retainAll(uids);
                matching.retainAll(uids);
            }
            asked.retainAll(uids);
            news.forEach(this::consider);
        }
        for (Newcomers.Described one = arrived.poll(); one != null; one = arrived.poll()) {
            changed |= take(one);
        }
        if (changed) {
            found = matching.stream().map(present.byUid()::get).filter(Objects::nonNull).toList();
        }
    }

    private void consider(StreamInfo info) {
        if (asked.contains(info.uid())) {
            neighbours.describe(info, this); // it may have been away for a moment, and the question with it
            return;
        }
        if (matches.containsKey(info.uid())) {
            return;
        }
        boolean open = false;
        for (StreamPredicate predicate : predicates) {
            Optional<Boolean> answer = predicate.holdsUndescribed(info);
            if (answer.orElse(false)) {
                decide(info.uid(), true);
                return;
            }
            open |= answer.isEmpty();
        }
        if (open) {
            describe(info);
        } else {
            decide(info.uid(), false);
        }
    }

    private void decide(String uid, boolean does) {
        matches.put(uid, does);
        if (does) {
            matching.add(uid);
        }
    }

    /** Whether that makes a difference to what is found. */
    private boolean take(Newcomers.Described one) {
        String uid = one.full().uid();
        asked.remove(uid);
        Boolean told = matches.get(uid);
        boolean open = told == null;
        if (open) {
            decide(uid, matches(one.full()));
        }
        if (matches.get(uid)) {
            described.add(one);
        }
        return open;
    }

    /** Whether a stream is what the node looks for, by its whole description. */
    boolean matches(StreamInfo full) {
        for (StreamPredicate predicate : predicates) {
            if (predicate.holds(full)) {
                return true;
            }
        }
        return false;
    }

    /** Says that several streams would do for one place, if it is news. */
    Optional<String> ambiguity(List<StreamInfo> candidates) {
        return news.of(candidates.size() + " streams match " + query.words() + ": " + names(candidates)
                + "; name one of them with \"stream\" or \"sourceId\"");
    }

    /** Says that nothing has been found for a while, and what is there instead, if it is news. */
    Optional<String> absence() {
        if (LslClock.now() - emptySince <= patience || isAsking()) {
            return Optional.empty();
        }
        emptySince = LslClock.now();
        patience = Math.min(LONGEST_PATIENCE, 2 * patience);
        return news.of("no stream matches " + query.words() + "; on the network "
                + (present.streams().isEmpty() ? "is no stream: are the devices streaming, and is UDP port 16571 open?"
                        : "are " + names(present.streams()) + "; 'rapport streams --explain' says how each is read"));
    }

    /** Whether some may still match: their descriptions are being fetched, and they are not known for silence. */
    private boolean isAsking() {
        Set<String> open = new HashSet<>(asked);
        neighbours.silent().forEach(one -> open.remove(one.found().uid()));
        return !open.isEmpty();
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
        neighbours.leave(this);
    }
}
