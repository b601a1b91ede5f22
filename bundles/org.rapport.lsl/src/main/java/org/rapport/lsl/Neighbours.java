package org.rapport.lsl;

import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.lsl4j.ContinuousResolver;
import org.lsl4j.Lsl;
import org.lsl4j.StreamInfo;

/**
 * The streams of the session on the network, looked for once for all searches of a runtime, each of which picks its own from
 * them. A description is fetched once for all that want it, now or later: it holds for an outlet's life. It has no thread:
 * whoever asks brings it up to date. Any thread may ask.
 */
final class Neighbours implements AutoCloseable {
    private static final Duration FORGET_AFTER = Duration.ofSeconds(3);
    private static final long LOOK_NANOS = 50_000_000;
    /** Streams that are gone, of which is known what they told: some do not answer for a while, and are back. */
    private static final int REMEMBERED = 256;
    /** While descriptions are being fetched. */
    private static final long BUSY_NANOS = 5_000_000;

    private final Lsl lsl;
    private final ReentrantLock lock = new ReentrantLock();
    /** By whom the descriptions of streams are wanted, by uid. */
    private final Map<String, Set<Asker>> wanted = new HashMap<>();
    /** What streams that are, or were, present have told, by uid; given up when memory runs out, and fetched anew when wanted. */
    private final Map<String, SoftReference<Newcomers.Described>> told = new HashMap<>();
    private final Set<Asker> askers = new HashSet<>();
    private Newcomers newcomers;
    private ContinuousResolver resolver;
    private volatile Presence present = Presence.NOBODY;
    private volatile List<Newcomers.Silent> silent = List.of();
    private volatile long nextLook = System.nanoTime();

    /** Whoever looks for streams. */
    @FunctionalInterface
    interface Asker {
        /** Takes a description that was asked for, on any thread; it must return soon. */
        void described(Newcomers.Described one);
    }

    Neighbours(Lsl lsl) {
        this.lsl = lsl;
    }

    /** Begins to look, if nobody did. */
    void enter(Asker asker) {
        lock.lock();
        try {
            if (askers.isEmpty()) {
                newcomers = new Newcomers(lsl);
                resolver = lsl.continuousResolver("", FORGET_AFTER);
            }
            askers.add(asker);
        } finally {
            lock.unlock();
        }
    }

    /** Ends to look once nobody does. */
    void leave(Asker asker) {
        lock.lock();
        try {
            if (askers.remove(asker) && askers.isEmpty()) {
                resolver.close();
                newcomers.close();
                wanted.clear();
                told.clear();
                present = Presence.NOBODY;
                silent = List.of();
            }
            wanted.values().forEach(all -> all.remove(asker));
        } finally {
            lock.unlock();
        }
    }

    /** The streams that have answered lately; the very same while they are the same. */
    Presence present() {
        if (System.nanoTime() - nextLook >= 0 && lock.tryLock()) {
            try {
                if (!askers.isEmpty()) {
                    look();
                }
            } finally {
                lock.unlock();
            }
        }
        return present;
    }

    /** Those of them that do not tell their descriptions to anybody who asked. */
    List<Newcomers.Silent> silent() {
        return silent;
    }

    /** Asks for the description of a stream that is present. */
    void describe(StreamInfo found, Asker asker) {
        lock.lock();
        try {
            Optional<Newcomers.Described> known = known(found);
            if (known.isPresent()) {
                asker.described(known.get());
            } else if (askers.contains(asker)) {
                Set<Asker> waiting = wanted.get(found.uid());
                if (waiting == null) {
                    waiting = new HashSet<>();
                    wanted.put(found.uid(), waiting);
                    newcomers.describe(found);
                    nextLook = System.nanoTime();
                }
                waiting.add(asker);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What the very same stream has told; one at another address may have taken its uid. */
    private Optional<Newcomers.Described> known(StreamInfo found) {
        return Optional.ofNullable(told.get(found.uid())).map(SoftReference::get)
                .filter(one -> Newcomers.address(one.found()).equals(Newcomers.address(found))
                        && one.found().v4().dataPort() == found.v4().dataPort()
                        && one.found().v6().dataPort() == found.v6().dataPort());
    }

    private void look() {
        List<StreamInfo> now = resolver.results();
        if (!areSame(now, present.streams())) {
            present = present.next(now);
            wanted.keySet().retainAll(present.byUid().keySet());
            if (told.size() > 2 * now.size() + REMEMBERED) {
                told.keySet().retainAll(present.byUid().keySet());
            }
        }
        for (Newcomers.Described one : newcomers.described()) {
            told.put(one.found().uid(), new SoftReference<>(one));
            wanted.getOrDefault(one.found().uid(), Set.of()).forEach(asker -> asker.described(one));
            wanted.remove(one.found().uid());
        }
        if (!wanted.isEmpty()) {
            now.stream().filter(info -> wanted.containsKey(info.uid())).forEach(newcomers::describe);
        }
        silent = newcomers.silent(now);
        nextLook = System.nanoTime() + (wanted.isEmpty() ? LOOK_NANOS : BUSY_NANOS);
    }

    /** Whether they are the very same; to compare what they say would take long. */
    private static boolean areSame(List<StreamInfo> some, List<StreamInfo> others) {
        boolean same = some.size() == others.size();
        for (int i = 0; same && i < some.size(); i++) {
            same = some.get(i) == others.get(i);
        }
        return same;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            List.copyOf(askers).forEach(this::leave);
        } finally {
            lock.unlock();
        }
    }
}
