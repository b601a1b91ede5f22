package org.lsl4j;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A question put to all outlets, and the answers so far. */
final class Search {
    private final String query;
    private final String id = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE));
    private final Map<String, Found> found = new LinkedHashMap<>();

    private record Found(StreamInfo info, double lastSeen) {
    }

    Search(String query) {
        this.query = query;
    }

    String query() {
        return query;
    }

    /** What replies to it begin with. Nobody who has not seen the query can guess it. */
    String id() {
        return id;
    }

    /** Takes a reply. The address it came from counts; what it says itself about that does not. */
    synchronized void add(StreamInfo reply, InetAddress source) {
        Found known = found.get(reply.uid());
        if (known == null && found.size() >= Limits.RESULTS) {
            return;
        }
        StreamInfo before = known == null
                ? reply.toBuilder().v4(reply.v4().at("")).v6(reply.v6().at("")).build() : known.info;
        found.put(reply.uid(), new Found(withAddress(before, source), LslClock.now()));
        notifyAll();
    }

    private static StreamInfo withAddress(StreamInfo info, InetAddress source) {
        String address = source.getHostAddress();
        if (source instanceof Inet4Address) {
            return info.v4().address().isEmpty() ? info.toBuilder().v4(info.v4().at(address)).build() : info;
        }
        return info.v6().address().isEmpty() ? info.toBuilder().v6(info.v6().at(address)).build() : info;
    }

    /** Waits until so many streams were found; a minimum of 0 is never enough. */
    synchronized boolean await(int minimum, long deadline) throws InterruptedException {
        while (minimum == 0 || found.size() < minimum) {
            long millis = Deadline.millisTo(deadline);
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /** The streams that have answered since a time. */
    synchronized List<StreamInfo> results(double since) {
        found.values().removeIf(one -> one.lastSeen < since);
        return found.values().stream().map(Found::info).toList();
    }
}
