package org.rapport.engine.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.lang.model.SourceVersion;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;
import org.rapport.api.command.CommandException;
import org.rapport.api.home.Home;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rapport plugin}: for authors of plug-ins. */
@Component(property = {Command.NAME + "=plugin", Command.DESCRIPTION + "=writes a project for a node type of your own"})
public final class PlugInCommand implements Command {
    private final Home home;

    @Activate
    public PlugInCommand(@Reference Home home) {
        this.home = home;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Whole();
    }

    @Override
    public List<Callable<Integer>> subcommands(List<String> arguments) {
        return List.of(new New(home));
    }

    @CommandLine.Command(name = "rapport plugin", mixinStandardHelpOptions = true, description = "Helps to write plug-ins.")
    static final class Whole implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            throw new ParameterException(spec.commandLine(), "say what to do: rapport plugin new DIR");
        }
    }

    @CommandLine.Command(name = "new", mixinStandardHelpOptions = true,
            description = "Writes a Maven project with one node type, its settings, a test, and a pipeline that uses it.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:written", "1:not written", "2:wrong use"})
    static final class New implements Callable<Integer> {
        private static final Pattern WORDS = Pattern.compile("[^A-Za-z0-9]+");
        private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z0-9]*");
        private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");

        private final Home home;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "the folder to write to; it must not be there, or be empty")
        private Path folder;

        @Option(names = "--name", paramLabel = "NAME", description = "the node's class, such as BlinkRate (default: from DIR)")
        private String name;

        @Option(names = "--package", paramLabel = "PACKAGE",
                description = "its package, such as edu.lab.blink (default: org.example. and the name)")
        private String packageName;

        New(Home home) {
            this.home = home;
        }

        @Override
        public Integer call() throws CommandException {
            PlugInProject project = project();
            Path target = folder.toAbsolutePath().normalize();
            try {
                if (Files.exists(target) && !isEmpty(target)) {
                    throw new CommandException(folder + ": is not empty; name a folder that is not there yet");
                }
                project.write(home.folder(), target);
            } catch (IOException e) {
                throw new CommandException(folder + ": cannot be written: " + e, e);
            }
            System.out.println(folder + ": the node type " + project.nodeType() + ", its test, and a pipeline with it");
            System.out.println("build it: cd " + folder + " && mvn package");
            System.out.println("use it:   cp " + folder.resolve(project.jar()) + " " + home.folder().resolve("plugins") + "/");
            System.out.println("          rapport run --pipelines " + folder.resolve("pipelines"));
            return 0;
        }

        private static boolean isEmpty(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) {
                return false;
            }
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.findAny().isEmpty();
            }
        }

        private PlugInProject project() {
            String node = name == null ? nameOf(folder) : name;
            if (!CLASS.matcher(node).matches()) {
                throw wrong("--name", node, "a class, such as BlinkRate");
            }
            String root = packageName == null ? "org.example." + node.toLowerCase(Locale.ROOT) : packageName;
            if (!PACKAGE.matcher(root).matches() || !SourceVersion.isName(root)) {
                throw wrong("--package", root, "a package, such as edu.lab.blink");
            }
            if (root.equals("org.rapport") || root.startsWith("org.rapport.") || root.equals("rapport")) {
                throw wrong("--package", root, "a package of your own; this one is the product's");
            }
            return new PlugInProject(node, root);
        }

        /** {@code blink-rate} is {@code BlinkRate}. */
        private static String nameOf(Path folder) {
            return WORDS.splitAsStream(String.valueOf(folder.toAbsolutePath().normalize().getFileName()))
                    .filter(word -> !word.isEmpty())
                    .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)).collect(Collectors.joining());
        }

        private ParameterException wrong(String option, String value, String wanted) {
            return new ParameterException(spec.commandLine(), option + ": \"" + value + "\" is not " + wanted);
        }
    }
}
