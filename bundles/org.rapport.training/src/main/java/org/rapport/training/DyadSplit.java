package org.rapport.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Training, validation and test sessions with no person in two of them: sessions that share an emitter or a receiver stay
 * together.
 */
record DyadSplit(List<Study.Session> training, List<Study.Session> validation, List<Study.Session> test) {

    /**
     * Splits 80/10/10, at least one group each for validation and test.
     *
     * @throws StudyException if there are fewer than three groups of people who never met
     */
    static DyadSplit of(Study study, long seed) throws StudyException {
        List<List<Study.Session>> groups = new ArrayList<>(groups(study.sessions()));
        if (groups.size() < 3) {
            throw new StudyException(study.folder() + ": its sessions fall into " + groups.size() + " group(s) of people who never met, but a split without "
                    + "a person on both sides needs 3; add sessions with other people");
        }
        Collections.shuffle(groups, new Random(seed));
        int part = Math.max(1, Math.round(groups.size() * 0.1f));
        return new DyadSplit(flat(groups.subList(2 * part, groups.size())), flat(groups.subList(0, part)), flat(groups.subList(part, 2 * part)));
    }

    private static List<Study.Session> flat(List<List<Study.Session>> groups) {
        return groups.stream().flatMap(List::stream).toList();
    }

    /** Connected parts of the graph of who met whom. */
    private static List<List<Study.Session>> groups(List<Study.Session> sessions) {
        Map<String, String> leader = new HashMap<>();
        for (Study.Session session : sessions) {
            String emitter = leader(leader, "e " + session.emitter());
            String receiver = leader(leader, "r " + session.receiver());
            leader.put(emitter, receiver);
        }
        Map<String, List<Study.Session>> groups = new LinkedHashMap<>();
        for (Study.Session session : sessions) {
            groups.computeIfAbsent(leader(leader, "e " + session.emitter()), key -> new ArrayList<>()).add(session);
        }
        return List.copyOf(groups.values());
    }

    private static String leader(Map<String, String> leader, String person) {
        Set<String> seen = new HashSet<>();
        String at = person;
        while (!leader.getOrDefault(at, at).equals(at) && seen.add(at)) {
            at = leader.get(at);
        }
        leader.put(person, at);
        return at;
    }
}
