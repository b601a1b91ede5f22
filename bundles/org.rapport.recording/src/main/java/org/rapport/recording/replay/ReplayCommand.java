package org.rapport.recording.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.command.Command;
import org.rapport.recording.session.Journal;
import org.rapport.recording.session.RecordedSession;
import org.rapport.recording.session.StreamTitles;
import org.rapport.xdf.XdfStream;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport replay}: sends a recording's streams again over LSL. */
@Component(property = {Command.NAME + "=replay",
        Command.DESCRIPTION + "=sends the streams of a recording again as live LSL streams"})
public final class ReplayCommand implements Command {
    private static final long TICK_MILLIS = 5;

    @Activate
    public ReplayCommand() {
        // needs nothing
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options();
    }

    @CommandLine.Command(name = "rapport replay", mixinStandardHelpOptions = true, description = {
            "Sends the streams of a recording again as live LSL streams, described as they were and with their true "
                    + "relative timing.",
            "Reads XDF files, folders of tables with a streams.json, Empatica exports, BioSPPy texts and OpenFace tables."},
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:played to the end, or stopped in its --loop",
                    "1:it cannot be read or sent", "2:wrong use", "130:stopped before the end"})
    static final class Options implements Callable<Integer> {
        private static final int STOPPED = 130;

        @Parameters(paramLabel = "RECORDING", description = "a recording")
        private Path recording;

        @Option(names = "--stream", paramLabel = "NAME",
                description = "only the streams of these names; of several with one name, as inspect calls it: "
                        + "\"Shimmer (emitter)\"")
        private List<String> names = List.of();

        @Option(names = "--fresh-ids", description = "gives each stream a source id of its own instead of its device's, so that "
                + "nobody takes it for the device (default: as recorded, so that a pipeline which chooses by it finds it)")
        private boolean freshIds;

        @Option(names = "--speed", paramLabel = "FACTOR", defaultValue = "1",
                description = "how many times as fast as it was recorded (default: ${DEFAULT-VALUE})")
        private double speed;

        @Option(names = "--loop", description = "starts again at the end")
        private boolean loop;

        @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "0",
                description = "starts when somebody listens to every stream, or after this time")
        private double wait;

        @Override
        public Integer call() throws InterruptedException {
            if (!(speed > 0) || Double.isInfinite(speed)) {
                System.err.println("--speed: " + speed + " is impossible; give a factor such as 1 or 4");
                return 2;
            }
            List<ReplayedStream> streams = new ArrayList<>();
            try (Lsl lsl = Lsl.open()) {
                RecordedSession session = RecordedSession.read(recording);
                StreamTitles titles = session.titles();
                for (XdfStream stream : chosen(session, titles)) {
                    streams.add(new ReplayedStream(lsl, stream, titles.of(stream.id()), freshIds));
                }
                play(streams);
                return 0;
            } catch (IOException | LslException | IllegalArgumentException e) {
                System.err.println(e.getMessage());
                return 1;
            } catch (InterruptedException e) {
                return loop ? 0 : STOPPED;
            } finally {
                streams.forEach(ReplayedStream::close);
            }
        }

        private List<XdfStream> chosen(RecordedSession session, StreamTitles titles) throws IOException {
            session.warnings().forEach(warning -> System.err.println("warning: " + warning));
            List<XdfStream> streams = session.streams().stream().filter(stream -> !Journal.isOwn(stream.name()))
                    .filter(stream -> names.isEmpty() || names.contains(stream.name()) || names.contains(titles.of(stream.id())))
                    .filter(stream -> stream.samples() > 0).toList();
            if (streams.isEmpty()) {
                throw new IOException(recording + ": has no samples of such a stream; it has "
                        + String.join(", ", session.streams().stream().map(stream -> titles.of(stream.id())).toList()));
            }
            return streams;
        }

        private void play(List<ReplayedStream> streams) throws InterruptedException {
            double first = streams.stream().mapToDouble(ReplayedStream::first).min().orElseThrow();
            double last = streams.stream().mapToDouble(ReplayedStream::last).max().orElseThrow();
            System.out.printf(Locale.ROOT, "offers %s: %.1f s%s; Ctrl-C stops it%n",
                    String.join(", ", streams.stream().map(ReplayedStream::title).toList()), (last - first) / speed,
                    loop ? ", again and again" : "");
            awaitConsumers(streams);
            do {
                streams.forEach(ReplayedStream::rewind);
                double now = LslClock.now();
                for (double played = first; played < last;) {
                    Thread.sleep(TICK_MILLIS);
                    played = first + (LslClock.now() - now) * speed;
                    for (ReplayedStream stream : streams) {
                        stream.advance(played, first, now, speed);
                    }
                }
            } while (loop);
            System.out.println("played to the end");
        }

        private void awaitConsumers(List<ReplayedStream> streams) throws InterruptedException {
            long end = System.nanoTime() + Duration.ofMillis((long) (wait * 1000)).toNanos();
            while (System.nanoTime() < end && !streams.stream().allMatch(ReplayedStream::hasConsumers)) {
                Thread.sleep(TICK_MILLIS);
            }
        }
    }
}
