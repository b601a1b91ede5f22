package org.rapport.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code rapport reference}: what the node types and commands are, plug-ins' as well, as their own descriptions say. Of a
 * command that is a {@code Supplier<CommandLine>} as well, it knows the options.
 */
@Component(service = ToIntFunction.class, property = { "rapport.command=reference",
        "rapport.command.description=writes the reference of all nodes and commands, as Markdown" })
public final class ReferenceCommand implements ToIntFunction<String[]> {
    private static final String COMMAND = "rapport.command";

    private final NodeTypes types;
    private final Map<String, Supplier<CommandLine>> commands = new TreeMap<>();

    /** @param suppliers of the command lines, each with the properties of its service */
    @Activate
    @SuppressWarnings({ "rawtypes", "unchecked" })
    public ReferenceCommand(@Reference NodeTypes types, @Reference(target = "(" + COMMAND + "=*)") List<Map.Entry<Map<String,
            Object>, Supplier>> suppliers) {
        this.types = types;
        suppliers.forEach(one -> commands.put(String.valueOf(one.getKey().get(COMMAND)), one.getValue()));
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return new CommandLine(new Options(types, commands)).execute(arguments);
    }

    @Command(name = "rapport reference", mixinStandardHelpOptions = true, description =
            "Writes the reference of all node types and commands, those of plug-ins included: "
                    + "nodes.md, commands.md, and pipeline.schema.json, by which editors complete and check pipelines.")
    static final class Options implements Callable<Integer> {
        private final NodeTypes types;
        private final Map<String, Supplier<CommandLine>> commands;

        @Parameters(paramLabel = "DIR", description = "the folder to write to")
        private Path folder;

        Options(NodeTypes types, Map<String, Supplier<CommandLine>> commands) {
            this.types = types;
            this.commands = commands;
        }

        @Override
        public Integer call() {
            Map<String, CommandLine> lines = new TreeMap<>();
            commands.forEach((name, command) -> lines.put(name, command.get()));
            lines.put("reference", new CommandLine(this));
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
