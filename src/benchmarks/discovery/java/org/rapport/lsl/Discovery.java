package org.rapport.lsl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.lsl4j.ContinuousResolver;
import org.lsl4j.Element;
import org.lsl4j.Lsl;
import org.lsl4j.StreamInfo;

/**
 * How long it takes until every source of so many dyads has found its device by the description. {@code Discovery outlets DYADS}
 * sends eight streams a dyad for as long as it runs; {@code Discovery one|each DYADS} looks for them, with one look around for
 * all sources or a query for each, and prints seconds.
 */
final class Discovery {
    private static final int DEVICES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Discovery() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        int dyads = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "outlets" -> send(dyads);
            case "one" -> {
                Neighbours neighbours = new Neighbours(Lsl.open());
                await(dyads, query -> new DeviceSearch(neighbours, StreamQuery.of(query, "", "", ""))::found);
            }
            case "each" -> {
                Lsl lsl = Lsl.open();
                await(dyads, query -> {
                    ContinuousResolver resolver = lsl.continuousResolver(query, Duration.ofSeconds(3));
                    return resolver::results;
                });
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void send(int dyads) throws InterruptedException {
        List<Lsl> programs = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            Lsl program = Lsl.open();
            programs.add(program);
            for (int dyad = 0; dyad < dyads; dyad++) {
                program.outlet(StreamInfo.builder("device" + device, "Type" + device).sourceId(dyad + "-" + device)
                        .desc(Element.of("desc").with("role", device % 2 == 0 ? "emitter" : "receiver").with("dyad", "d" + dyad))
                        .build());
            }
        }
        System.out.println("ready");
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
    }

    private interface Seeker {
        Supplier<Collection<StreamInfo>> seek(String query);
    }

    private static void await(int dyads, Seeker seeker) throws InterruptedException {
        long start = System.nanoTime();
        List<Supplier<Collection<StreamInfo>>> left = new ArrayList<>();
        for (int dyad = 0; dyad < dyads; dyad++) {
            for (int device = 0; device < DEVICES; device++) {
                left.add(seeker.seek("desc/dyad='d" + dyad + "' and (type='Type" + device + "' or type='Other') and desc/role='"
                        + (device % 2 == 0 ? "emitter" : "receiver") + "'"));
            }
        }
        int all = left.size();
        while (!left.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
            left.removeIf(one -> one.get().size() == 1);
            Thread.sleep(10);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%d of %d found after %.2f s%n", all - left.size(), all, seconds);
        Thread.sleep(3000); // what it takes to go on looking is seen in the processor time
        System.exit(0);
    }
}
