package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.Outlet;
import org.lsl4j.ResolveScope;
import org.lsl4j.StreamInfo;

/** A runtime that is kept from running for a while, as by a computer that is too busy: its devices are not to blame. */
@DisabledOnOs(OS.WINDOWS)
class StallIT {
    private static final int PORT = 27900;
    private static final int DEVICES = 12;
    private static final double RATE = 50;
    private static final long STALL_SECONDS = 10;
    private static final Path folder = Distribution.folder(StallIT.class);

    private static Lsl network() {
        return Lsl.open(LslConfig.builder().ipFamilies(LslConfig.IpFamilies.V4).resolveScope(ResolveScope.MACHINE)
                .listenAddress("127.0.0.1").interfaces(List.of("127.0.0.1")).multicastPort(PORT).basePort(PORT + 1).portRange(40)
                .build());
    }

    /** The values of one device that were written, each the number of its sample. */
    private static List<Integer> written(int device) {
        Path file = folder.resolve("strap" + device + ".csv");
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.matches("[0-9].*")).map(line -> line.split(","))
                    .map(cells -> (int) Double.parseDouble(cells[cells.length - 1])).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> linesOf(Command runtime, String words) {
        return runtime.lines().stream().filter(line -> line.contains(words)).toList();
    }

    @Test
    void noDeviceIsTakenForSilentOrLookedForAnewAndNoSampleIsLost() throws Exception {
        Path pipelines = Files.createDirectories(folder.resolve("pipelines"));
        String nodes = IntStream.range(0, DEVICES).mapToObj(device -> """
                        "rapport.source.physio~s%1$d": { "role": "receiver", "query": "desc/seat='%1$d'" },
                        "rapport.sink.csv~f%1$d": { "inputs": ["s%1$d"], "file": "%2$s" }""".formatted(device,
                folder.resolve("strap" + device + ".csv"))).collect(Collectors.joining(",\n", "{ ", " }"));
        Files.writeString(pipelines.resolve("seats.json"), nodes);
        Distribution distribution = new Distribution(folder.resolve("rapport"), PORT);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (Lsl lsl = network()) {
            List<Outlet> straps = new ArrayList<>();
            for (int device = 0; device < DEVICES; device++) {
                StreamInfo info = StreamInfo.builder("strap" + device, "EDA").nominalRate(RATE).sourceId("strap" + device)
                        .channel("EDA", "uS", "EDA").build();
                straps.add(lsl.outlet(info.toBuilder().desc(info.desc().with("seat", String.valueOf(device))).build()));
            }
            int[] sent = new int[1];
            try (Command runtime = distribution.start("run", "--no-page", "--pipelines", pipelines.toString())) {
                Command.await(() -> straps.stream().allMatch(strap -> strap.consumers() == 1), () -> "a reader of each");
                double start = LslClock.now();
                clock.scheduleAtFixedRate(() -> {
                    straps.forEach(strap -> strap.push(new float[]{sent[0]}, start + sent[0] / RATE));
                    sent[0]++;
                }, 0, (long) (1e6 / RATE), TimeUnit.MICROSECONDS);
                Command.await(() -> linesOf(runtime, "LIVE: reads").size() == DEVICES, () -> "life in each: " + runtime.output());
                int mark = runtime.mark();
                runtime.signal("STOP");
                TimeUnit.SECONDS.sleep(STALL_SECONDS); // that it is kept from running for so long is what is tested
                runtime.signal("CONT");
                double since = LslClock.now();
                Command.await(() -> LslClock.now() - since > 5, () -> "time"); // a silence would have been told by then
                clock.shutdown();
                assertThat(clock.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
                assertThat(runtime.lines().subList(mark, runtime.mark())).as("no state changed")
                        .noneMatch(line -> line.matches(".*(STALE|LOST|RESOLVING|LIVE: (reads|samples)).*"));
                assertThat(straps).as("the same connections").allMatch(strap -> strap.consumers() == 1);
                List<Integer> all = IntStream.range(0, sent[0]).boxed().toList();
                for (int device = 0; device < DEVICES; device++) {
                    int strap = device;
                    Command.await(() -> written(strap).equals(all),
                            () -> "each sample of strap " + strap + ", but " + written(strap));
                }
            }
        } finally {
            clock.shutdownNow();
        }
    }
}
