package org.rapport.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;

import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rapport run}: runs the pipelines of a folder until it is told to stop. */
@Component(service = ToIntFunction.class, property = { "rapport.command=run",
        "rapport.command.description=runs the pipelines of a folder, and follows what is edited, added and removed there" })
public final class RunCommand implements ToIntFunction<String[]> {
    private static final Logger log = LoggerFactory.getLogger("rapport");

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final Pipelines pipelines;

    @Activate
    public RunCommand(BundleContext context, @Reference ConfigurationAdmin configurations, @Reference Pipelines pipelines) {
        this.context = context;
        this.configurations = configurations;
        this.pipelines = pipelines;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return new CommandLine(new Options(this)).execute(arguments);
    }

    private int run(Path folder, double seconds) throws IOException {
        Configuration watch = configurations.getFactoryConfiguration("org.apache.felix.fileinstall", "pipelines", "?");
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("felix.fileinstall.dir", folder.toString(),
                "felix.fileinstall.poll", "200", "felix.fileinstall.noInitialDelay", "true",
                "felix.fileinstall.filter", ".*\\.json", "felix.fileinstall.enableConfigSave", "false",
                "felix.fileinstall.log.level", "1"));
        properties.put("felix.fileinstall.tmpdir", context.getDataFile("watch").getPath());
        watch.update(properties);
        log.info("runs the pipelines in {}{}", folder, seconds > 0 ? " for " + seconds + " s" : "; Ctrl-C ends it");
        try {
            Thread.sleep(seconds > 0 ? (long) (seconds * 1000) : Long.MAX_VALUE);
        } catch (InterruptedException e) {
            log.info("stops");
        }
        watch.delete();
        pipelines.stopAll();
        return 0;
    }

    @Command(name = "rapport run", mixinStandardHelpOptions = true,
            description = "Runs every pipeline file in a folder. A file that is added starts, an edit restarts only the nodes "
                    + "it changes, and a file that is removed stops.")
    static final class Options implements Callable<Integer> {
        private final RunCommand command;

        @Option(names = "--pipelines", paramLabel = "DIR",
                description = "the folder of pipeline files (default: the distribution's pipelines/)")
        private Path folder;

        @Option(names = "--seconds", paramLabel = "N", description = "ends after this time (default: runs until it is stopped)")
        private double seconds;

        Options(RunCommand command) {
            this.command = command;
        }

        @Override
        public Integer call() throws IOException {
            Path watched = (folder == null ? Path.of(command.context.getProperty("rapport.home"), "pipelines") : folder)
                    .toAbsolutePath().normalize();
            if (!Files.isDirectory(watched)) {
                System.err.println("--pipelines: " + watched + " is no folder; name the folder that holds the pipeline files");
                return 2;
            }
            return command.run(watched, seconds);
        }
    }
}
