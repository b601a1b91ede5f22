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
import org.rapport.api.node.NodeCheck;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport check}: says what is wrong with pipeline files, and whether the devices of one are ready. */
@Component(property = {Command.NAME + "=check",
        Command.DESCRIPTION + "=says what is wrong with pipeline files, and with --live whether their devices are ready"})
public final class CheckCommand implements Command {
    private final FileCheck check;
    private final Preflight preflight;

    @Activate
    public CheckCommand(@Reference NodeTypes types, @Reference NodeChecks checks, @Reference Preflight preflight) {
        this.check = new FileCheck(types::all, checks::all);
        this.preflight = preflight;
    }

    /**
     * What the command does with files and no options, for whoever has no running framework.
     *
     * @param nodes what the installed bundles say of their nodes
     * @param checks what must hold beyond the settings, by node type
     */
    public static Callable<Integer> of(List<Path> files, List<NodeDescription> nodes, Map<String, NodeCheck> checks) {
        Options options = new Options(new FileCheck(() -> NodeDescription.types(nodes), () -> checks), null);
        options.files = files;
        options.seconds = 1; // that are not looked
        return options;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options(check, preflight);
    }

    @CommandLine.Command(name = "rapport check", mixinStandardHelpOptions = true,
            description = "Says what is wrong with pipeline files, one line a fault, without running anything. With --live it "
                    + "then runs "
                    + "the sources of each, and nothing else, and says whether a session can begin: which streams are there, "
                    + "their rates, "
                    + "clocks, jitter and losses, how much of what they send is valid, and the free disk space; at last GO or "
                    + "NO-GO.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:all files are sound (and GO)", "1:there are faults (or NO-GO)", "2:wrong use"})
    static final class Options implements Callable<Integer> {
        private static final double LONGEST = 3600;

        private final FileCheck check;
        private final Preflight preflight;

        @Option(names = "--live", description = "looks for the devices as well")
        private boolean live;

        @Option(names = "--seconds", paramLabel = "N", defaultValue = "10",
                description = "how long to look (default: ${DEFAULT-VALUE})")
        private double seconds;

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "pipeline files")
        private List<Path> files;

        Options(FileCheck check, Preflight preflight) {
            this.check = check;
            this.preflight = preflight;
        }

        @Override
        public Integer call() throws InterruptedException {
            if (!(seconds > 0 && seconds <= LONGEST)) {
                System.err.println("--seconds: " + seconds + " is not a time to look; give 1 to 3600");
                return 2;
            }
            int faulty = 0;
            for (Path file : files) {
                List<String> faults = faults(file);
                faults.forEach(System.out::println);
                if (faults.isEmpty()) {
                    System.out.println(file.getFileName() + ": sound");
                }
                if (!faults.isEmpty() || live && !isGo(file)) {
                    faulty++;
                }
            }
            return faulty == 0 ? 0 : 1;
        }

        private boolean isGo(Path file) throws InterruptedException {
            try {
                PreflightReport report = preflight.report(file, seconds);
                report.lines().forEach(System.out::println);
                return report.isGo();
            } catch (IOException | IllegalArgumentException e) {
                System.out.println(file.getFileName() + ": " + e.getMessage());
                return false;
            }
        }

        private List<String> faults(Path file) {
            if (!Files.isRegularFile(file)) {
                return List.of(file + ": no such file; name a pipeline file such as examples/demo/impression.json");
            }
            try {
                return check.faults(file);
            } catch (IOException e) {
                return List.of(file + ": cannot be read: " + e.getMessage());
            }
        }
    }
}
