package org.rapport.recording.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.rapport.xdf.XdfStream;

/**
 * What the streams of one recording are called where people see them: by their names, and where several have the same name, with
 * what tells them apart: the person, the node, the device's source id, the computer, or else the stream's number in the file.
 */
public final class StreamTitles {
    private static final List<Function<StreamFacts, String>> DIFFERENCES = List.of(facts -> facts.role().orElse(""),
            facts -> facts.node().orElse(""), StreamFacts::sourceId, StreamFacts::host);

    private final Map<Integer, String> titles;

    private StreamTitles(Map<Integer, String> titles) {
        this.titles = titles;
    }

    /** Of streams in memory. */
    public static StreamTitles of(Collection<XdfStream> streams) {
        Map<Integer, StreamFacts> facts = new LinkedHashMap<>();
        streams.forEach(stream -> facts.put(stream.id(), StreamFacts.of(stream)));
        return of(facts);
    }

    /** @param facts of each stream, by its number in the file */
    public static StreamTitles of(Map<Integer, StreamFacts> facts) {
        Map<Integer, String> titles = new LinkedHashMap<>();
        facts.keySet().stream().collect(Collectors.groupingBy(id -> facts.get(id).name()))
                .forEach((name, ids) -> titles.putAll(titled(name, ids, facts)));
        return new StreamTitles(titles);
    }

    private static Map<Integer, String> titled(String name, List<Integer> ids, Map<Integer, StreamFacts> facts) {
        Map<Integer, String> titles = new LinkedHashMap<>();
        if (ids.size() == 1) {
            titles.put(ids.get(0), name);
            return titles;
        }
        for (Function<StreamFacts, String> difference : DIFFERENCES) {
            List<String> words = new ArrayList<>();
            ids.forEach(id -> words.add(difference.apply(facts.get(id))));
            if (words.stream().distinct().count() == ids.size() && !words.contains("")) {
                for (int i = 0; i < ids.size(); i++) {
                    titles.put(ids.get(i), name + " (" + words.get(i) + ")");
                }
                return titles;
            }
        }
        ids.forEach(id -> titles.put(id, name + " (stream " + id + ")"));
        return titles;
    }

    /**
     * The title of a stream.
     *
     * @param id its number in the file
     */
    public String of(int id) {
        return titles.getOrDefault(id, "");
    }
}
