package org.rapport.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rapport check}: says what is wrong with pipeline files, without running anything. */
@Component(service = ToIntFunction.class, property = { "rapport.command=check",
        "rapport.command.description=says what is wrong with pipeline files, without running anything" })
public final class CheckCommand implements ToIntFunction<String[]> {
    private final Pipelines pipelines;

    @Activate
    public CheckCommand(@Reference Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return new CommandLine(new Options(pipelines)).execute(arguments);
    }

    @Command(name = "rapport check", mixinStandardHelpOptions = true,
            description = "Says what is wrong with pipeline files, one line a fault, without running anything.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = { "0:all files are sound", "1:there are faults", "2:wrong use" })
    static final class Options implements Callable<Integer> {
        private final Pipelines pipelines;

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "pipeline files")
        private List<Path> files;

        Options(Pipelines pipelines) {
            this.pipelines = pipelines;
        }

        @Override
        public Integer call() {
            int faulty = 0;
            for (Path file : files) {
                List<String> faults = faults(file);
                faults.forEach(System.out::println);
                if (faults.isEmpty()) {
                    System.out.println(file.getFileName() + ": sound");
                } else {
                    faulty++;
                }
            }
            return faulty == 0 ? 0 : 1;
        }

        private List<String> faults(Path file) {
            if (!Files.isRegularFile(file)) {
                return List.of(file + ": no such file; name a pipeline file such as examples/demo/impression.json");
            }
            try {
                return pipelines.check(file);
            } catch (IOException e) {
                return List.of(file + ": cannot be read: " + e.getMessage());
            }
        }
    }
}
