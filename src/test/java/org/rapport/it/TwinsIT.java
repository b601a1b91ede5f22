package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.Outlet;
import org.lsl4j.ResolveScope;
import org.lsl4j.StreamInfo;

/** Two devices of one name, one for each person, one of which goes and comes back: by both recorders, and again from them. */
class TwinsIT {
    private static final int PORT = 27800;
    private static final double RATE = 64;
    private static final Path folder = Distribution.folder(TwinsIT.class);

    private static Lsl network() {
        return Lsl.open(LslConfig.builder().ipFamilies(LslConfig.IpFamilies.V4).resolveScope(ResolveScope.MACHINE)
                .listenAddress("127.0.0.1").interfaces(List.of("127.0.0.1")).multicastPort(PORT).basePort(PORT + 1).portRange(40)
                .build());
    }

    /** A device that is on; switched on again it is another outlet of the same device. */
    private static final class Device implements AutoCloseable {
        private final Outlet outlet;
        private final Thread thread;

        Device(Lsl lsl, String sourceId, float value) {
            outlet = lsl.outlet(StreamInfo.builder("Shimmer", "EDA").nominalRate(RATE).sourceId(sourceId)
                    .channel("EDA", "uS", "EDA").build());
            thread = new Thread(() -> send(value), sourceId);
            thread.start();
        }

        private void send(float value) {
            double start = LslClock.now();
            try {
                for (int sample = 0;; sample++) {
                    double time = start + sample / RATE;
                    Thread.sleep((long) Math.max(0, 1000 * (time - LslClock.now())));
                    outlet.push(new float[]{value}, time);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // switched off
            }
        }

        @Override
        public void close() throws InterruptedException {
            thread.interrupt();
            thread.join();
            outlet.close();
        }
    }

    @Test
    void twoDevicesOfOneNameAreTwoStreamsAndTheSameAgainToTheBit() throws Exception {
        Path recording = folder.resolve("session.xdf");
        Path beside = folder.resolve("beside.xdf");
        Path pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Path pipeline = Files.writeString(pipelines.resolve("twins.json"), """
                { "rapport.source.physio~em": { "role": "emitter", "sourceId": "shimmer-a" },
                  "rapport.source.physio~re": { "role": "receiver", "sourceId": "shimmer-b" },
                  "rapport.resampler~grid": { "inputs": ["em", "re"], "rate": 25, "delay": 0.5 },
                  "rapport.sink.xdf~recorder": { "inputs": ["em", "re", "grid"], "file": "%s" } }
                """.formatted(recording));
        Distribution distribution = new Distribution(folder.resolve("rapport"), PORT);
        try (Lsl lsl = network();
                Device other = new Device(lsl, "shimmer-b", 2);
                Command recorder = distribution.start("record", beside.toString());
                Command runtime = distribution.start("run", "--pipelines", pipelines.toString())) {
            int mark = 0;
            for (int times = 0; times < 3; times++) {
                try (Device device = new Device(lsl, "shimmer-a", 1)) {
                    runtime.awaitLine(mark, "em: Shimmer LIVE");
                    recorder.awaitLine(0, times == 0 ? "records Shimmer" : "is back and continues its stream");
                    mark = runtime.mark();
                }
                runtime.awaitLine(mark, "em: Shimmer (STALE|LOST)");
            }
        }
        for (Path file : List.of(recording, beside)) {
            Command inspect = distribution.start("inspect", "--json", file.toString());
            assertThat(inspect.exitCode()).as(inspect.output()).isBetween(0, 1);
            Matcher names = Pattern.compile("\"name\": \"Shimmer\",\\s*\"title\": \"Shimmer \\((.*?)\\)\"")
                    .matcher(inspect.output());
            assertThat(names.results().map(name -> name.group(1))).containsExactlyInAnyOrder(
                    file.equals(recording) ? new String[]{"emitter", "receiver"} : new String[]{"shimmer-a", "shimmer-b"});
        }
        Command verify = distribution.start("verify", recording.toString(), "--pipeline", pipeline.toString());
        assertThat(verify.exitCode()).as(verify.output()).isZero();
        assertThat(verify.output()).contains("grid: ", "equal to the bit: the same");
    }
}
