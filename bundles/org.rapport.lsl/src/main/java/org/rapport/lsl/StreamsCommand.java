package org.rapport.lsl;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;

import org.lsl4j.StreamInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rapport streams}: what is on the network. */
@Component(service = ToIntFunction.class, property = { "rapport.command=streams",
        "rapport.command.description=lists the LSL streams on the network" })
public final class StreamsCommand implements ToIntFunction<String[]> {
    private final Network network;

    @Activate
    public StreamsCommand(@Reference Network network) {
        this.network = network;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return new CommandLine(new Options(network)).execute(arguments);
    }

    @Command(name = "rapport streams", mixinStandardHelpOptions = true, description = "Lists the LSL streams on the network.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = { "0:found some", "1:found none", "2:wrong use" })
    static final class Options implements Callable<Integer> {
        private final Network network;

        @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "2", description = "how long to wait for answers (default: ${DEFAULT-VALUE})")
        private double wait;

        @Option(names = "--query", paramLabel = "PREDICATE", defaultValue = "", description = "only streams for which this holds, such as \"type='Gaze'\"")
        private String query;

        Options(Network network) {
            this.network = network;
        }

        @Override
        public Integer call() {
            List<StreamInfo> streams = network.lsl().resolve(query, 0, Duration.ofMillis((long) (wait * 1000)));
            if (streams.isEmpty()) {
                System.out.println("no stream answered within " + wait + " s; are the devices streaming, and is UDP port 16571 open?");
                return 1;
            }
            String row = "%-28s %-12s %8s %10s %-9s %-24s %s%n";
            System.out.printf(row, "name", "type", "channels", "rate (Hz)", "format", "source id", "host");
            streams.stream().sorted(Comparator.comparing(StreamInfo::name)).forEach(info -> System.out.printf(row, info.name(), info.type(),
                    info.channelCount(), info.nominalRate() > 0 ? String.format(Locale.ROOT, "%.6g", info.nominalRate()) : "irregular",
                    info.format().name().toLowerCase(Locale.ROOT), info.sourceId(), info.hostname()));
            return 0;
        }
    }
}
