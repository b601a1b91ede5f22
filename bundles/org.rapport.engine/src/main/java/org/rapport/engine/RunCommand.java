package org.rapport.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rapport.api.command.Command;
import org.rapport.api.home.Home;
import org.rapport.api.page.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code rapport run}: runs the pipelines of a folder until it is told to stop. */
@Component(property = {Command.NAME + "=run",
        Command.DESCRIPTION + "=runs the pipelines of a folder, and follows what is edited, added and removed there"})
public final class RunCommand implements Command {
    private static final Logger log = LoggerFactory.getLogger("rapport");
    /** What is refused is said again as often. */
    private static final long REMIND_MILLIS = 60_000;

    private final BundleContext context;
    private final Home home;
    private final ConfigurationAdmin configurations;
    private final Pipelines pipelines;
    private final RunningGraph graph;
    /** Null where no bundle has a page. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Page page;
    private volatile boolean stops;

    @Activate
    public RunCommand(BundleContext context, @Reference Home home, @Reference ConfigurationAdmin configurations,
            @Reference Pipelines pipelines, @Reference RunningGraph graph) {
        this.context = context;
        this.home = home;
        this.configurations = configurations;
        this.pipelines = pipelines;
        this.graph = graph;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options(this);
    }

    private int run(Path folder, double seconds, PageWish wish) throws IOException {
        Configuration watch = configurations.getFactoryConfiguration("org.apache.felix.fileinstall", "pipelines", "?");
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("felix.fileinstall.dir", folder.toString(),
                "felix.fileinstall.poll", "200", "felix.fileinstall.noInitialDelay", "true", "felix.fileinstall.filter",
                ".*\\.json", "felix.fileinstall.enableConfigSave", "false", "felix.fileinstall.log.level", "1"));
        properties.put("felix.fileinstall.tmpdir", context.getDataFile("watch").getPath());
        watch.update(properties);
        log.info("runs the pipelines in {}{}", folder, seconds > 0 ? " for " + seconds + " s" : "; Ctrl-C stops it");
        listens();
        CompletableFuture.runAsync(() -> open(wish, folder), task -> daemon(task, "page"));
        try {
            sleep(seconds > 0 ? (long) (seconds * 1000) : Long.MAX_VALUE);
        } catch (InterruptedException e) {
            log.info("stops");
        }
        stops = true;
        watch.delete();
        close();
        List<String> refusals = graph.refusals();
        List<String> unstarted = pipelines.unstarted();
        pipelines.stopAll();
        List<String> unpredicted = graph.unpredicted();
        refusals.forEach(log::error);
        unpredicted.forEach(log::error);
        unstarted.forEach(file -> log.error("{} never ran; see its errors above", file));
        return unpredicted.isEmpty() && unstarted.isEmpty() ? 0 : 1;
    }

    /**
     * What the user wants of the page.
     *
     * @param wanted whether it shall open
     * @param port the port, or 0 for any
     */
    private record PageWish(boolean wanted, int port) {
    }

    /** A page that cannot be opened is told, and the session goes on without. */
    private void open(PageWish wish, Path folder) {
        Page there = page;
        if (!wish.wanted()) {
            return;
        }
        if (there == null) {
            log.warn("no page: the bundle org.rapport.web is missing");
            return;
        }
        try {
            there.open(folder, wish.port()).forEach(System.out::println); // not into a log: the token is in it
        } catch (IOException e) {
            if (!stops) { // who stops a runtime that still starts wants no page any more
                log.warn("no page: {}", e.getMessage());
            }
        }
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void close() {
        Page there = page;
        if (there != null) {
            there.close();
        }
    }

    /** What of this runtime others can reach, for who has to answer for it; each bundle that listens tells of itself. */
    private void listens() {
        try {
            for (ServiceReference<?> reference : references()) {
                Object service = context.getService(reference);
                if (service instanceof Supplier<?> ports) {
                    log.info("listens: {}", ports.get());
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ServiceReference<?>> references() throws InvalidSyntaxException {
        ServiceReference<?>[] found = context.getAllServiceReferences(Supplier.class.getName(), "(rapport.listens=*)");
        return found == null ? List.of() : List.of(found);
    }

    private void sleep(long millis) throws InterruptedException {
        for (long left = millis; left > 0; left -= REMIND_MILLIS) {
            Thread.sleep(Math.min(left, REMIND_MILLIS));
            if (left > REMIND_MILLIS) {
                graph.refusals().forEach(log::error);
            }
        }
    }

    @CommandLine.Command(name = "rapport run", mixinStandardHelpOptions = true,
            description = "Runs every pipeline file in a folder. A file that is added starts, an edit restarts only the nodes "
                    + "it changes, and a file that is removed stops.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "1:a pipeline never ran, or a model that was to predict never did", "2:wrong use"})
    static final class Options implements Callable<Integer> {
        private static final int LAST_PORT = 65_535;

        private final RunCommand command;

        @Option(names = "--pipelines", paramLabel = "DIR",
                description = "the folder of pipeline files (default: the distribution's pipelines/)")
        private Path folder;

        @Option(names = "--seconds", paramLabel = "N", description = "ends after this time (default: runs until it is stopped)")
        private double seconds;

        @Option(names = "--page", paramLabel = "PORT",
                description = "the port of the page (default: 8085); if it is taken, the next that is free is")
        private Integer port;
        @Option(names = "--no-page", description = "opens no page")
        private boolean withoutPage;

        Options(RunCommand command) {
            this.command = command;
        }

        @Override
        public Integer call() throws IOException {
            Path watched = (folder == null ? command.home.folder().resolve("pipelines") : folder).toAbsolutePath().normalize();
            if (!Files.isDirectory(watched)) {
                System.err.println("--pipelines: " + watched + " is not a folder; name the one with the pipeline files");
                return 2;
            }
            if (withoutPage && port != null) {
                System.err.println("--page and --no-page exclude each other; give one of them");
                return 2;
            }
            if (port != null && (port < 1 || port > LAST_PORT)) {
                System.err.println("--page: " + port + " is not a port; give 1 to " + LAST_PORT);
                return 2;
            }
            return command.run(watched, seconds, new PageWish(!withoutPage, port == null ? 0 : port));
        }
    }
}
