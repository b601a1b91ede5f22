package org.rapport.training.split;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rapport.training.data.Session;

/**
 * Who met whom, directly or by way of others, in whatever role: sessions of one group share people, those of two groups do not.
 */
final class Acquaintances {
    private final Map<String, String> leaders = new HashMap<>();

    private Acquaintances() {
    }

    /** The connected parts, in the order of their first sessions. */
    static List<List<Session>> groups(List<Session> sessions) {
        Acquaintances met = new Acquaintances();
        for (Session session : sessions) {
            met.leaders.put(met.leader(session.emitter()), met.leader(session.receiver()));
        }
        Map<String, List<Session>> groups = new LinkedHashMap<>();
        for (Session session : sessions) {
            groups.computeIfAbsent(met.leader(session.emitter()), key -> new ArrayList<>()).add(session);
        }
        return List.copyOf(groups.values());
    }

    private String leader(String person) {
        String at = person;
        while (!leaders.getOrDefault(at, at).equals(at)) {
            at = leaders.get(at);
        }
        leaders.put(person, at);
        return at;
    }
}
