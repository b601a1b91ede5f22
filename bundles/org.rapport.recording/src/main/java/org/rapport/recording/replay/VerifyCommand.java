package org.rapport.recording.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Origin;
import org.rapport.recording.session.RecordedSession;
import org.rapport.recording.session.RecordedSignal;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport verify}: whether a recorded session gives the same again. */
@Component(service = { ToIntFunction.class, Supplier.class }, property = { "rapport.command=verify",
        "rapport.command.description=replays a recorded live session and compares what its nodes made" })
public final class VerifyCommand implements ToIntFunction<String[]>, Supplier<CommandLine> {
    private final OfflineGraph graph;
    private final StreamMapping mapping;

    @Activate
    public VerifyCommand(@Reference OfflineGraph graph, @Reference StreamMapping mapping) {
        this.graph = graph;
        this.mapping = mapping;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return get().execute(arguments);
    }

    @Override
    public CommandLine get() {
        return new CommandLine(new Options(this));
    }

    /** What a node makes of a recording. */
    private List<Block> replay(RecordedSession session, Path pipeline, String node) throws Exception {
        List<Block> made = new ArrayList<>();
        try (OfflineGraph.Run run = graph.open(pipeline, node, made::add)) {
            List<RecordedSignal> signals = session.signals(run.sources(), mapping);
            Set<String> heard = signals.stream().filter(signal -> signal.signal() instanceof Block).map(RecordedSignal::source)
                    .collect(Collectors.toSet());
            run.sources().stream().filter(source -> !heard.contains(source.name())).forEach(source -> System.out.println(node
                    + ": the recording holds nothing from the source \"" + source.name()
                    + "\"; was it among the recorder's inputs?"));
            for (RecordedSignal signal : signals) {
                run.send(signal.source(), signal.signal());
            }
        }
        return made;
    }

    @Command(name = "rapport verify", mixinStandardHelpOptions = true,
            description = { "Replays a recorded live session through the same pipeline and compares what its nodes make of it "
                    + "with what "
                    + "they made live, sample by sample.",
                "The recording must hold the streams of the sources and those of the nodes to compare." },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = { "0:all is equal to the bit", "1:there are differences, or it cannot be compared", "2:wrong use" })
    static final class Options implements Callable<Integer> {
        private final VerifyCommand command;

        @Parameters(paramLabel = "SESSION", description = "the recording, made by a node of the type rapport.sink.xdf")
        private Path recording;

        @Option(names = "--pipeline", required = true, paramLabel = "FILE", description = "the pipeline file of the live session")
        private Path pipeline;

        @Option(names = "--node", paramLabel = "NAME", description = "the nodes to compare (default: all that were recorded)")
        private Set<String> nodes = new LinkedHashSet<>();

        Options(VerifyCommand command) {
            this.command = command;
        }

        @Override
        public Integer call() {
            try {
                RecordedSession session = RecordedSession.read(recording);
                session.warnings().forEach(warning -> System.out.println("warning: " + warning));
                return compare(session, nodes.isEmpty() ? made(session) : nodes);
            } catch (IOException | IllegalArgumentException e) {
                System.err.println(e.getMessage());
            } catch (Exception e) {
                System.err.println(recording + ": a node failed on it: " + e);
            }
            return 1;
        }

        /** The nodes whose streams are in the recording. */
        private static Set<String> made(RecordedSession session) {
            return session.descriptions().stream().filter(stream -> stream.origin() instanceof Origin.Derived)
                    .map(stream -> stream.id().node()).collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private int compare(RecordedSession session, Set<String> compared) throws Exception {
            boolean same = true;
            for (String node : compared) {
                List<Block> live = session.blocks(node);
                if (live.isEmpty()) {
                    throw new IllegalArgumentException(recording + ": holds nothing that a node \"" + node + "\" made; it holds "
                            + session.descriptions().stream().map(stream -> stream.id().toString()).distinct()
                                    .collect(Collectors.joining(", ")));
                }
                Comparison comparison = Comparison.of(live, command.replay(session, pipeline, node));
                comparison.lines(node).forEach(System.out::println);
                same &= comparison.isEqual();
            }
            if (compared.isEmpty()) {
                throw new IllegalArgumentException(recording
                        + ": holds nothing that a node made; name the node among the inputs of the "
                        + "recorder next time");
            }
            return same ? 0 : 1;
        }
    }
}
