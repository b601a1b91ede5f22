package org.rapport.lsl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which nodes of this runtime read which stream, so that a device which two of them take for theirs is told. */
final class Readership {
    private final Map<String, List<Reader>> readers = new HashMap<>();

    /** @param words who it is, for people */
    private record Reader(Object key, String words) {
    }

    /**
     * Enters a reader.
     *
     * @param uid of the stream that it reads
     * @param key the object that stands for it until it leaves
     * @return those who read this stream already, in words
     */
    synchronized List<String> enter(String uid, Object key, String words) {
        List<Reader> present = readers.computeIfAbsent(uid, stream -> new ArrayList<>());
        List<String> others = present.stream().map(Reader::words).toList();
        present.add(new Reader(key, words));
        return others;
    }

    /** Strikes out a reader that entered with this key; nothing if there is none. */
    synchronized void leave(String uid, Object key) {
        readers.computeIfPresent(uid, (stream, present) -> {
            present.removeIf(reader -> reader.key() == key);
            return present.isEmpty() ? null : present;
        });
    }
}
