package org.lsl4j.internal.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import org.lsl4j.Element;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.Deadline;
import org.lsl4j.internal.base.Limits;

/**
 * A question put to all outlets, and the answers so far. One socket can claim so many streams and no more; where too many sockets
 * claim too many, those that have answered once only make room for others.
 */
public final class Search {
    /** Seconds after which an answer is to another wave of questions. */
    private static final double NEXT_WAVE = 0.2;

    private final String query;
    private final DoubleSupplier clock;
    private final String id = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE));
    private final Map<String, Found> found = new LinkedHashMap<>();
    /** How many streams each socket claims. */
    private final Map<InetSocketAddress, Integer> claims = new HashMap<>();
    /** Those among which one is chosen that makes room; some may be gone, or have answered again. */
    private final List<String> fresh = new ArrayList<>();
    /** Whose replies have been read, by their text: most come again and again as they were. */
    private final Map<String, String> uids = new HashMap<>();
    private int characters;

    private record Found(StreamInfo info, InetSocketAddress source, String text, double firstSeen, double lastSeen) {
        boolean hasAnsweredAgain() {
            return lastSeen - firstSeen >= NEXT_WAVE;
        }

        Found again(InetSocketAddress from, double now) {
            return new Found(withAddress(info, from.getAddress()), source, text, firstSeen, now);
        }
    }

    /**
     * Nothing is found yet.
     *
     * @param clock of seconds in which answers were listened for
     */
    public Search(String query, DoubleSupplier clock) {
        this.query = query;
        this.clock = clock;
    }

    String query() {
        return query;
    }

    /** What replies to it begin with. Nobody who has not seen the query can guess it. */
    public String id() {
        return id;
    }

    /** Takes a reply that came before, to the letter; false if it did not. */
    public synchronized boolean addAgain(String text, InetSocketAddress source) {
        Found known = found.computeIfPresent(uids.getOrDefault(text, ""), (uid, one) -> one.again(source, clock.getAsDouble()));
        return known != null;
    }

    /**
     * Takes a reply. The address it came from counts; what it says itself about that does not.
     *
     * @param text the reply as it came
     * @return false if it claims to be a stream that is another's
     */
    public synchronized boolean add(StreamInfo reply, InetSocketAddress source, String text) {
        Found known = found.get(reply.uid());
        double now = clock.getAsDouble();
        if (known == null) {
            if (claims.getOrDefault(source, 0) >= Limits.RESULTS_PER_SOURCE || !makeRoom(text.length())) {
                return true;
            }
            StreamInfo plain = reply.toBuilder().desc(Element.of("desc")).v4(reply.v4().at("")).v6(reply.v6().at("")).build();
            found.put(reply.uid(), new Found(withAddress(plain, source.getAddress()), source, text, now, now));
            uids.put(text, reply.uid());
            claims.merge(source, 1, Integer::sum);
            characters += text.length();
            fresh.add(reply.uid());
        } else if (known.info.v4().dataPort() != reply.v4().dataPort() || known.info.v6().dataPort() != reply.v6().dataPort()) {
            return false;
        } else {
            found.put(reply.uid(), known.again(source, now));
        }
        notifyAll();
        return true;
    }

    private boolean makeRoom(int size) {
        while (found.size() >= Limits.RESULTS || characters + size > Limits.RESULT_CHARACTERS) {
            if (fresh.isEmpty()) {
                return false;
            }
            int index = ThreadLocalRandom.current().nextInt(fresh.size());
            String uid = fresh.set(index, fresh.get(fresh.size() - 1));
            fresh.remove(fresh.size() - 1);
            Found one = found.get(uid);
            if (one != null && !one.hasAnsweredAgain()) {
                found.remove(uid);
                forget(one);
            }
        }
        return true;
    }

    private void forget(Found gone) {
        claims.computeIfPresent(gone.source, (source, count) -> count > 1 ? count - 1 : null);
        characters -= gone.text.length();
        uids.remove(gone.text);
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

    /** The streams that have answered in the last of those seconds. */
    List<StreamInfo> lately(double seconds) {
        return results(clock.getAsDouble() - seconds);
    }

    /** The streams that have answered since a time. */
    public synchronized List<StreamInfo> results(double since) {
        found.values().removeIf(one -> {
            boolean gone = one.lastSeen < since;
            if (gone) {
                forget(one);
            }
            return gone;
        });
        if (fresh.size() > 2 * Limits.RESULTS) {
            fresh.retainAll(found.keySet());
        }
        return found.values().stream().map(Found::info).toList();
    }
}
