package org.rapport.lsl;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.lsl4j.LslException;
import org.lsl4j.QueryCheck;
import org.lsl4j.StreamInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;
import org.rapport.lsl.dialects.Dialects;
import org.rapport.lsl.dialects.Interpretation;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code rapport streams}: what is on the network, and what is made of it. */
@Component(property = {Command.NAME + "=streams",
        Command.DESCRIPTION + "=lists the LSL streams on the network, and explains what is made of them"})
public final class StreamsCommand implements Command {
    private final LslNetwork network;
    private final Dialects dialects;

    @Activate
    public StreamsCommand(@Reference LslNetwork network, @Reference Dialects dialects) {
        this.network = network;
        this.dialects = dialects;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options(network, dialects);
    }

    @CommandLine.Command(name = "rapport streams", mixinStandardHelpOptions = true,
            description = "Lists the LSL streams on the network. With --explain it says for each channel how it is read, by "
                    + "which dialect and why; with --mapping it writes a dialect file for a stream, to be edited and put into "
                    + "dialects/.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:found some", "1:found none", "2:wrong use"})
    static final class Options implements Callable<Integer> {
        private final LslNetwork network;
        private final Dialects dialects;

        @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "2",
                description = "how long to wait for answers (default: ${DEFAULT-VALUE})")
        private double wait;

        @Option(names = "--query", paramLabel = "PREDICATE", defaultValue = "",
                description = "only streams that match, such as \"type='Gaze'\"")
        private String query;

        @Option(names = "--explain", paramLabel = "NAME", arity = "0..1", fallbackValue = "",
                description = "says what is made of each channel of all streams, or of those with this name")
        private String explained;

        @Option(names = "--mapping", paramLabel = "NAME", description = "writes the dialect file of the stream with this name")
        private String mapped;

        Options(LslNetwork network, Dialects dialects) {
            this.network = network;
            this.dialects = dialects;
        }

        @Override
        public Integer call() {
            Optional<String> fault = QueryCheck.fault(query);
            if (fault.isPresent()) {
                System.err.println("--query " + fault.get() + " (with double quotes around the whole, which a shell takes away)");
                return CommandLine.ExitCode.USAGE;
            }
            dialects.faults().forEach(System.err::println);
            List<StreamInfo> streams = network.lsl().resolve(query, 0, Duration.ofMillis((long) (wait * 1000))).stream()
                    .sorted(Comparator.comparing(StreamInfo::name)).toList();
            if (streams.isEmpty()) {
                System.out.println(
                        "no stream answered within " + wait + " s; are the devices streaming, and is UDP port 16571 open?");
                return 1;
            }
            if (mapped == null && explained == null) {
                list(streams);
                return 0;
            }
            String name = mapped == null ? explained : mapped;
            List<StreamInfo> chosen = streams.stream().filter(info -> name.isEmpty() || info.name().equals(name)).toList();
            if (chosen.isEmpty()) {
                System.err.println("no stream is called \"" + name + "\"; there are "
                        + streams.stream().map(StreamInfo::name).distinct().collect(Collectors.joining(", ")));
                return 1;
            }
            return mapped == null ? explain(chosen) : chosen.size() > 1 ? choose(chosen) : map(chosen.get(0));
        }

        private Optional<Interpretation> meaning(StreamInfo full) {
            try {
                return Optional.of(new Interpreter(dialects.all()).meaning(full));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // it does not say enough: that is what the file is for
            }
        }

        /** Says how to name one of several streams of a name: by the first property in which all of them differ. */
        private static int choose(List<StreamInfo> streams) {
            Map<String, Function<StreamInfo, String>> properties = new LinkedHashMap<>();
            properties.put("type", StreamInfo::type);
            properties.put("source_id", StreamInfo::sourceId);
            properties.put("hostname", StreamInfo::hostname);
            properties.put("uid", StreamInfo::uid);
            var telling = properties.entrySet().stream()
                    .filter(property -> streams.stream().map(property.getValue()).distinct().count() == streams.size())
                    .findFirst().orElseThrow();
            System.err.println(streams.size() + " streams are called \"" + streams.get(0).name() + "\"; add one of these:");
            streams.forEach(info -> System.err.printf("  --query \"%s=%s\"   (%s, %d channels, rate %s, source_id %s, on %s)%n",
                    telling.getKey(), StreamQuery.quoted(telling.getValue().apply(info)), info.type(), info.channelCount(),
                    rate(info), info.sourceId().isEmpty() ? "none" : info.sourceId(), info.hostname()));
            return CommandLine.ExitCode.USAGE;
        }

        private static void list(List<StreamInfo> streams) {
            String row = "%-28s %-12s %8s %10s %-9s %-24s %-20s %s%n";
            System.out.printf(row, "name", "type", "channels", "rate (Hz)", "format", "source id", "host", "uid");
            streams.forEach(info -> System.out.printf(row, info.name(), info.type(), info.channelCount(), rate(info),
                    info.format().name().toLowerCase(Locale.ROOT), info.sourceId(), info.hostname(), info.uid()));
        }

        private static String rate(StreamInfo info) {
            return info.nominalRate() > 0 ? String.format(Locale.ROOT, "%.6g", info.nominalRate()) : "irregular";
        }

        private int explain(List<StreamInfo> streams) {
            Explanation explanation = new Explanation(new Interpreter(dialects.all()));
            for (StreamInfo info : streams) {
                try {
                    explanation.of(Link.describe(network.lsl(), info)).forEach(System.out::println);
                } catch (LslException e) {
                    System.out.println(info.name() + ": " + e.getMessage());
                }
            }
            return 0;
        }

        private int map(StreamInfo info) {
            try {
                StreamInfo full = Link.describe(network.lsl(), info);
                System.out.print(new MappingFile(full, meaning(full)).json());
                return 0;
            } catch (LslException e) {
                System.err.println(info.name() + ": " + e.getMessage());
                return 1;
            }
        }
    }
}
