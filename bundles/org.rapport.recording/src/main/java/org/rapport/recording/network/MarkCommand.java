package org.rapport.recording.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import org.lsl4j.ChannelFormat;
import org.lsl4j.Lsl;
import org.lsl4j.LslException;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.command.Command;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport mark}: sends markers, which recorders keep and may be started and stopped by. */
@Component(property = {Command.NAME + "=mark",
        Command.DESCRIPTION + "=sends markers to all who listen, such as the one that starts a recorder"})
public final class MarkCommand implements Command {
    @Activate
    public MarkCommand() {
        // needs nothing
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options();
    }

    @CommandLine.Command(name = "rapport mark", mixinStandardHelpOptions = true,
            description = {"Sends markers as an LSL stream of the type Markers, stamped when they are given.",
                    "Without a text, every line that is written to its standard input is a marker, until that ends."},
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:sent", "1:nobody listens", "2:wrong use"})
    static final class Options implements Callable<Integer> {
        @Parameters(paramLabel = "TEXT", description = "the markers (default: those of standard input)", arity = "0..*")
        private List<String> texts = List.of();

        @Option(names = "--stream", paramLabel = "NAME", defaultValue = "Rapport-marks",
                description = "the stream's name (default: ${DEFAULT-VALUE})")
        private String stream;

        @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "10",
                description = "how long to wait for somebody who listens (default: ${DEFAULT-VALUE})")
        private double wait;

        @Override
        public Integer call() throws IOException {
            StreamInfo info = StreamInfo.builder(stream, "Markers").format(ChannelFormat.STRING).channelCount(1).sourceId(stream)
                    .build();
            try (Lsl lsl = Lsl.open(); Outlet outlet = lsl.outlet(info)) {
                if (!outlet.awaitConsumers(Duration.ofMillis((long) (wait * 1000)))) {
                    System.err.println(
                            "nobody listens to markers: run a pipeline with a rapport.source.markers, or rapport record");
                    return 1;
                }
                if (texts.isEmpty()) {
                    sendLines(outlet);
                } else {
                    texts.forEach(text -> outlet.push(new String[]{text}));
                }
                return 0;
            } catch (LslException e) {
                System.err.println(e.getMessage());
                return 1;
            }
        }

        private static void sendLines(Outlet outlet) throws IOException {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                outlet.push(new String[]{line});
            }
        }
    }
}
