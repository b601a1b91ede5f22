package org.rapport.engine.command;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.command.Command;
import org.rapport.api.command.Commands;
import org.rapport.engine.Nearest;

import picocli.CommandLine;

/**
 * Finds and runs the commands that bundles bring. The launcher calls it by an interface of the JDK, since they have no class in
 * common: with what was typed after {@code rapport}.
 */
@Component(service = {CommandHost.class, Commands.class, ToIntFunction.class}, property = "rapport.commands=all")
public final class CommandHost implements Commands, ToIntFunction<String[]> {
    /** What the launcher does without this runtime, and what it does for it. */
    private static final Map<String, String> LAUNCHER = Map.of("demo", "runs a simulated session to look at");
    private static final String HELP = "help";
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private final BundleContext context;

    @Activate
    public CommandHost(BundleContext context) {
        this.context = context;
    }

    @Override
    public int applyAsInt(String[] words) {
        if (words[0].equals(HELP) || words[0].equals("--help") || words[0].equals("-h")) {
            help();
            return 0;
        }
        return run(words[0], List.of(words).subList(1, words.length));
    }

    @Override
    public Set<String> names() {
        return references().keySet();
    }

    @Override
    public int run(String name, List<String> arguments) {
        ServiceReference<Command> reference = references().get(name);
        if (reference == null) {
            List<String> known = Stream.concat(names().stream(), Stream.concat(LAUNCHER.keySet().stream(), Stream.of(HELP)))
                    .sorted().toList();
            String question = Nearest.question(name, known);
            System.err.println("rapport: no command \"" + name + "\""
                    + (question.isEmpty() ? "; there are " + String.join(", ", known) : question));
            return WRONG_USE;
        }
        Command command = context.getService(reference);
        if (command == null) {
            System.err.println(
                    "rapport: " + name + " of " + reference.getBundle().getSymbolicName() + " cannot be made; the log tells why");
            return FAILED;
        }
        return CommandRun.of(command, arguments, System.out, System.err);
    }

    /** The options of each command by its name. All of them are made for this. */
    public Map<String, CommandLine> lines() {
        Map<String, CommandLine> lines = new TreeMap<>();
        references().forEach((name, reference) -> {
            Command command = context.getService(reference);
            if (command != null) {
                lines.put(name, CommandRun.described(command));
            }
        });
        return lines;
    }

    /** Of two of a name, the one that was there first. */
    private Map<String, ServiceReference<Command>> references() {
        Map<String, ServiceReference<Command>> references = new TreeMap<>();
        try {
            Collection<ServiceReference<Command>> found = context.getServiceReferences(Command.class, "(" + Command.NAME + "=*)");
            found.forEach(one -> references.merge(String.valueOf(one.getProperty(Command.NAME)), one,
                    (first, second) -> first.compareTo(second) > 0 ? first : second));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return references;
    }

    private void help() {
        Map<String, String> lines = new TreeMap<>();
        references().forEach((name, one) -> lines.put(name, String.valueOf(one.getProperty(Command.DESCRIPTION))));
        System.out.println("Rapport: live social-signal processing in the lab\n\nUsage: rapport COMMAND [options]\n");
        lines.forEach((name, line) -> System.out.printf("  %-10s %s%n", name, line));
        LAUNCHER.forEach((name, line) -> System.out.printf("  %-10s %s%n", name, line));
        System.out.println("\n'rapport COMMAND --help' describes a command.");
    }
}
