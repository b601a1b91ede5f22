package org.rapport.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;
import org.rapport.engine.command.CommandHost;

import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code rapport reference}: what the node types and commands are, plug-ins' as well, as their own descriptions say. */
@Component(property = {Command.NAME + "=reference",
        Command.DESCRIPTION + "=writes the reference of all nodes and commands, as Markdown"})
public final class ReferenceCommand implements Command {
    private final NodeTypes types;
    private final CommandHost host;

    @Activate
    public ReferenceCommand(@Reference NodeTypes types, @Reference CommandHost host) {
        this.types = types;
        this.host = host;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options(types, host);
    }

    @CommandLine.Command(name = "rapport reference", mixinStandardHelpOptions = true,
            description = "Writes the reference of all node types and commands, those of plug-ins included: "
                    + "nodes.md, commands.md, and pipeline.schema.json, by which editors complete and check pipelines.")
    static final class Options implements Callable<Integer> {
        private final NodeTypes types;
        private final CommandHost host;

        @Parameters(paramLabel = "DIR", description = "the folder to write to")
        private Path folder;

        Options(NodeTypes types, CommandHost host) {
            this.types = types;
            this.host = host;
        }

        @Override
        public Integer call() {
            Map<String, CommandLine> lines = host.lines();
            lines.remove("completion"); // it is told at the top
            try {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("nodes.md"), NodeReference.of(types.all().values()));
                Files.writeString(folder.resolve("pipeline.schema.json"), PipelineSchema.of(types.all().values()));
                Files.writeString(folder.resolve("commands.md"), CommandReference.of(lines));
                return 0;
            } catch (IOException e) {
                System.err.println("cannot write to " + folder + ": " + e.getMessage());
                return 1;
            }
        }
    }
}
