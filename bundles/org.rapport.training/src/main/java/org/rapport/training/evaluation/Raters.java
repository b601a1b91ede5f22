package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rapport.training.data.Session;

/**
 * Which sessions are independent of each other: those that share nobody who rates. A receiver's sessions belong together, and so
 * do two people who rate each other. People who are only watched join nothing: what differs between sessions is who rates. Where
 * each receiver meets one emitter, every dyad is a group of its own.
 */
final class Raters {
    private final Map<String, String> leaders = new HashMap<>();

    Raters(List<Series> series) {
        Set<String> raters = new HashSet<>();
        series.forEach(one -> raters.add(one.recording().session().receiver()));
        for (Series one : series) {
            Session session = one.recording().session();
            if (raters.contains(session.emitter())) {
                leaders.put(leader(session.emitter()), leader(session.receiver()));
            }
        }
    }

    /** The same for sessions of one group. */
    String group(Session session) {
        return leader(session.receiver());
    }

    /** Series by group, in the order of their first. */
    Map<String, List<Series>> groups(List<Series> series) {
        Map<String, List<Series>> groups = new LinkedHashMap<>();
        series.forEach(one -> groups.computeIfAbsent(group(one.recording().session()), key -> new ArrayList<>()).add(one));
        return groups;
    }

    private String leader(String person) {
        String at = person;
        while (!leaders.getOrDefault(at, at).equals(at)) {
            at = leaders.get(at);
        }
        return at;
    }
}
