package org.rapport.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/** What every process promises of memory, threads and handles: bounded, and no growth. */
final class ResourceOracle {
    private static final int MOST_MEGABYTES = 1500;
    /** Megabytes of live heap that the memory of a session that grows may take: what is known of streams, and caches. */
    private static final double HEAP_GROWTH = 48;
    private static final int THREAD_GROWTH = 8;
    private static final int HANDLE_GROWTH = 12;

    private final Map<Gauge, Double> heapBefore = new LinkedHashMap<>();
    private final Map<Gauge, Double> heapAfter = new LinkedHashMap<>();

    /** Looks before anything happens. */
    void before(List<Gauge> gauges) throws IOException, InterruptedException {
        for (Gauge gauge : gauges) {
            heapBefore.put(gauge, gauge.liveHeap());
        }
    }

    /** Looks after all is well again. */
    void after() throws IOException, InterruptedException {
        for (Gauge gauge : heapBefore.keySet()) {
            heapAfter.put(gauge, gauge.liveHeap());
        }
    }

    /** Broken promises, one line each. */
    List<String> check() {
        List<String> broken = new ArrayList<>();
        heapBefore.forEach((gauge, before) -> {
            if (heapAfter.get(gauge) > before + HEAP_GROWTH) {
                broken.add(gauge.name() + ": what lives in its heap grew: " + figures(gauge));
            }
            if (most(gauge) > MOST_MEGABYTES) {
                broken.add(gauge.name() + ": more than " + MOST_MEGABYTES + " MB of memory: " + figures(gauge));
            }
            if (last(gauge).threads() > first(gauge).threads() + THREAD_GROWTH) {
                broken.add(gauge.name() + ": more and more threads: " + figures(gauge));
            }
            if (last(gauge).handles() > first(gauge).handles() + HANDLE_GROWTH) {
                broken.add(gauge.name() + ": more and more handles: " + figures(gauge));
            }
        });
        return broken;
    }

    private static int most(Gauge gauge) {
        return gauge.readings().stream().mapToInt(Gauge.Reading::resident).max().orElse(0);
    }

    private static Gauge.Reading first(Gauge gauge) {
        List<Gauge.Reading> all = gauge.readings();
        return middle(all.subList(0, Math.min(10, all.size())));
    }

    private static Gauge.Reading last(Gauge gauge) {
        List<Gauge.Reading> all = gauge.readings();
        return middle(all.subList(Math.max(0, all.size() - 10), all.size()));
    }

    private static Gauge.Reading middle(List<Gauge.Reading> some) {
        return new Gauge.Reading(Gauge.median(some.stream().mapToInt(Gauge.Reading::resident)),
                Gauge.median(some.stream().mapToInt(Gauge.Reading::threads)),
                Gauge.median(some.stream().mapToInt(Gauge.Reading::handles)));
    }

    /** Of one process. */
    private String figures(Gauge gauge) {
        return String.format(Locale.ROOT, "%-6s resident at most %d MB, live heap %.1f -> %.1f MB, threads %s, handles %s",
                gauge.name(), most(gauge), heapBefore.get(gauge), heapAfter.get(gauge), course(gauge, Gauge.Reading::threads),
                course(gauge, Gauge.Reading::handles));
    }

    private static String course(Gauge gauge, ToIntFunction<Gauge.Reading> what) {
        return what.applyAsInt(first(gauge)) + " -> " + what.applyAsInt(last(gauge)) + " (at most "
                + gauge.readings().stream().mapToInt(what).max().orElse(0) + ")";
    }

    List<String> figures() {
        return heapBefore.keySet().stream().map(this::figures).toList();
    }
}
