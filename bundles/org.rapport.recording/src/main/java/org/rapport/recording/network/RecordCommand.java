package org.rapport.recording.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.lsl4j.Lsl;
import org.lsl4j.LslException;
import org.lsl4j.QueryCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.command.Command;
import org.rapport.recording.file.RecordingName;
import org.rapport.recording.session.Problem;
import org.rapport.recording.session.StreamFacts;
import org.rapport.recording.session.StreamTitles;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport record}: records LSL streams as they are sent, without a pipeline. */
@Component(property = {Command.NAME + "=record",
        Command.DESCRIPTION + "=records the LSL streams on the network as they are sent, in an XDF file"})
public final class RecordCommand implements Command {
    @Activate
    public RecordCommand() {
        // needs nothing
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options();
    }

    @CommandLine.Command(name = "rapport record", mixinStandardHelpOptions = true,
            description = {
                    "Records LSL streams as they are sent: every value in its own type, every stamp of the device's "
                            + "own clock, and the offsets of the clocks every five seconds.",
                    "Streams that appear later or come back are recorded as well. An existing file is never overwritten; samples "
                            + "are safe on disk within a second."},
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:recorded something", "1:there was no stream, or the file cannot be written", "2:wrong use"})
    static final class Options implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", defaultValue = "{time}.xdf", arity = "0..1",
                description = "the XDF file; {time} stands for the date and time (default: ${DEFAULT-VALUE})")
        private Path wanted;

        @Option(names = "--query", paramLabel = "PREDICATE", defaultValue = "",
                description = "only streams that match, such as \"type='Gaze' or name='Webcam'\" (default: all)")
        private String query;

        @Option(names = "--seconds", paramLabel = "N",
                description = "ends after this time (default: records until it is stopped)")
        private double seconds;

        @Override
        public Integer call() {
            Optional<String> fault = QueryCheck.fault(query);
            if (fault.isPresent()) {
                System.err.println("--query " + fault.get() + " (with double quotes around the whole, which a shell takes away)");
                return CommandLine.ExitCode.USAGE;
            }
            try (Lsl lsl = Lsl.open()) {
                return record(lsl);
            } catch (IOException e) {
                System.err.println(wanted + ": cannot be written: " + Problem.of(e) + "; name a file in a folder that can");
                return 1;
            } catch (LslException | IllegalArgumentException e) {
                System.err.println(e.getMessage());
                return 1;
            }
        }

        private int record(Lsl lsl) throws IOException {
            NetworkRecorder recorder = new NetworkRecorder(lsl, query, RecordingName.dated(wanted), System.out::println);
            try (recorder) {
                System.out.println("records into " + recorder.path() + (seconds > 0 ? "" : "; Ctrl-C stops it"));
                long end = System.nanoTime() + (long) (seconds * 1e9);
                while (seconds <= 0 || System.nanoTime() < end) {
                    recorder.step();
                }
            } catch (InterruptedException e) {
                System.out.println("stops");
            }
            List<NetworkStream> streams = recorder.streams();
            Map<Integer, StreamFacts> facts = new LinkedHashMap<>();
            streams.forEach(stream -> facts.put(facts.size() + 1, StreamFacts.of(stream.info().toXml())));
            StreamTitles titles = StreamTitles.of(facts);
            for (int i = 0; i < streams.size(); i++) {
                NetworkStream stream = streams.get(i);
                System.out.printf(Locale.ROOT, "%-28s %10d samples%s%n", titles.of(i + 1), stream.samples(),
                        stream.dropped() > 0 ? ", " + stream.dropped() + " dropped" : "");
            }
            return recorder.streams().isEmpty() ? 1 : 0;
        }
    }
}
