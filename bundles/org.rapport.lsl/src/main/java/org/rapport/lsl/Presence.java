package org.rapport.lsl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lsl4j.StreamInfo;

/**
 * The streams that are on the network, and what has changed since they were others. Hundreds of searches go by it: what can be
 * found out for all of them is found out once.
 *
 * @param number of this change, one more than that of the change before
 * @param streams them all
 * @param byUid the same, by uid
 * @param newcomers those that were not there before the change
 */
record Presence(long number, List<StreamInfo> streams, Map<String, StreamInfo> byUid, List<StreamInfo> newcomers) {
    static final Presence NOBODY = new Presence(0, List.of(), Map.of(), List.of());

    /** What is there after a change. */
    Presence next(List<StreamInfo> now) {
        Map<String, StreamInfo> all = new HashMap<>();
        List<StreamInfo> more = new ArrayList<>();
        for (StreamInfo info : now) {
            all.put(info.uid(), info);
            if (!byUid.containsKey(info.uid())) {
                more.add(info);
            }
        }
        return new Presence(number + 1, now, all, more);
    }

    /** Those that whoever went by another state of the network has not seen yet, and perhaps some that he has. */
    Iterable<StreamInfo> newSince(Presence seen) {
        return number == seen.number + 1 ? newcomers : streams;
    }
}
