package org.lsl4j.internal.discovery;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

import org.lsl4j.internal.base.Limits;

/**
 * Keeps discovery from being turned against others: a forged query makes outlets reply to whom it names. Each query is
 * answered once although it comes in over many paths, and no address of another machine gets more than so many replies a second.
 */
public final class ReplyGuard {
    private static final double SAME_QUERY_SECONDS = 0.1;

    private final Map<Query, Double> recent = bounded();
    private final Map<InetAddress, Allowance> allowances = bounded();

    private record Query(InetAddress source, int port, String id, String receiver) {
    }

    /** How many replies an address may get in the second that began then. */
    private record Allowance(double since, int left) {
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > Limits.SOURCES;
            }
        };
    }

    /**
     * Whether to act on a query now.
     *
     * @param receiver who would
     */
    public synchronized boolean admits(InetAddress source, int port, String id, String receiver, double now) {
        Double before = recent.put(new Query(source, port, id, receiver), now);
        if (before != null && now - before < SAME_QUERY_SECONDS) {
            return false;
        }
        if (source.isLoopbackAddress()) { // a query from this machine makes nobody reply to another one
            return true;
        }
        Allowance allowance = allowances.getOrDefault(source, new Allowance(now, Limits.REPLIES_PER_SOURCE));
        if (now - allowance.since > 1) {
            allowance = new Allowance(now, Limits.REPLIES_PER_SOURCE);
        }
        allowances.put(source, new Allowance(allowance.since, allowance.left - 1));
        return allowance.left > 0;
    }
}
