package org.rapport.recording.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.recording.session.SessionPlay;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport verify}: whether a recorded session gives the same again. */
@Component(property = {Command.NAME + "=verify",
        Command.DESCRIPTION + "=replays a recorded live session and compares what its nodes made"})
public final class VerifyCommand implements Command {
    private final OfflineGraph graph;
    private final StreamMapping mapping;

    @Activate
    public VerifyCommand(@Reference OfflineGraph graph, @Reference StreamMapping mapping) {
        this.graph = graph;
        this.mapping = mapping;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options(this);
    }

    @CommandLine.Command(name = "rapport verify", mixinStandardHelpOptions = true,
            description = {
                    "Replays a recorded live session through the same pipeline and compares what its nodes send with "
                            + "what they sent live, sample by sample.",
                    "The recording must hold the streams of the sources and those of the nodes to compare."},
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:everything is equal to the bit",
                    "1:there are differences, or it cannot be compared", "2:wrong use"})
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
            try (SessionPlay session = SessionPlay.open(recording, file -> {
            }, share -> {
            })) {
                session.warnings().forEach(warning -> System.out.println("warning: " + warning));
                Verification verification = new Verification(command.graph, command.mapping, System.out::println, share -> {
                });
                return verification.compare(session, recording, pipeline, nodes.isEmpty() ? Verification.made(session) : nodes)
                        ? 0 : 1;
            } catch (IOException | IllegalArgumentException e) {
                System.err.println(e.getMessage());
            } catch (Exception e) {
                System.err.println(recording + ": a node failed on it: " + e);
            }
            return 1;
        }
    }
}
