package org.rapport.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.main.Main;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Starts Felix with the bundles of the distribution and runs one command in it. A command is any
 * {@code ToIntFunction<String[]>} service with the property {@code rapport.command}; what it returns is the exit code. An
 * interface of the JDK, so that this class and the bundles need no class in common.
 */
public final class Launcher {
    private static final String COMMAND = "rapport.command";
    private static final int WRONG_USE = 2;
    private static final long PATIENCE_MILLIS = 10_000;

    private final Path home;
    private final Framework felix;
    private final CountDownLatch done = new CountDownLatch(1);

    private Launcher(Path home, Map<String, String> settings) {
        this.home = home;
        this.felix = new FrameworkFactory().newFramework(settings);
    }

    /** @param args the command and its arguments; the system property {@code rapport.home} names the distribution folder */
    public static void main(String[] args) throws Exception {
        String[] words = args.length == 0 ? new String[] { "help" } : args;
        Path home = Path.of(System.getProperty("rapport.home", ".")).toAbsolutePath().normalize();
        if (words[0].equals("demo")) { // it needs no framework of its own: its two processes have theirs
            System.exit(Demo.run(home, List.of(words).subList(1, words.length)));
        }
        // only a running session tells what it does; other commands print their results
        System.getProperties().putIfAbsent("rapport.log.level", words[0].equals("run") ? "INFO" : "WARN");
        Launcher launcher = new Launcher(home, settings(home));
        int code = launcher.run(words);
        launcher.done.countDown();
        System.exit(code);
    }

    private static Map<String, String> settings(Path home) {
        System.setProperty("felix.config.properties", home.resolve("conf/config.properties").toUri().toString());
        Map<String, String> settings = Main.loadConfigProperties();
        settings.replaceAll(System::getProperty); // -Dkey=value wins over the file
        settings.put("rapport.home", home.toString());
        settings.put("felix.fileinstall.dir", home.resolve("plugins").toString());
        // a cache of its own for each process: a check must not disturb a session that runs
        Path cache = home.resolve("cache/process-" + ProcessHandle.current().pid());
        settings.put(Constants.FRAMEWORK_STORAGE, cache.resolve("bundles").toString());
        settings.put("felix.fileinstall.tmpdir", cache.resolve("fileinstall").toString());
        return settings;
    }

    private int run(String[] words) throws Exception {
        Thread caller = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(caller), "stop"));
        felix.init();
        felix.start();
        startBundles(felix.getBundleContext());
        awaitPlugins();
        if (words[0].equals("help") || words[0].equals("--help") || words[0].equals("-h")) {
            help();
            return 0;
        }
        ToIntFunction<String[]> command = command(words[0]);
        if (command == null) {
            System.err.println("rapport: no command \"" + words[0] + "\"; there are " + String.join(", ", commands().keySet()));
            return WRONG_USE;
        }
        return command.applyAsInt(Arrays.copyOfRange(words, 1, words.length));
    }

    /** By reference: copying TensorFlow's natives for every command would cost more than the command. */
    private void startBundles(BundleContext context) throws IOException, BundleException {
        List<Bundle> installed = new ArrayList<>();
        try (Stream<Path> jars = Files.list(home.resolve("bundles"))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                installed.add(context.installBundle("reference:" + jar.toUri()));
            }
        }
        for (Bundle bundle : installed) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    /** A command may need what a plug-in brings, and File Install works in a thread of its own. */
    private void awaitPlugins() throws IOException, InterruptedException {
        Path plugins = home.resolve("plugins");
        if (!Files.isDirectory(plugins)) {
            return;
        }
        try (Stream<Path> files = Files.list(plugins)) {
            long expected = files.filter(file -> file.toString().endsWith(".jar")).count();
            String prefix = plugins.toUri().toString();
            long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
            while (installed(prefix) < expected && System.currentTimeMillis() < deadline) {
                Thread.sleep(20);
            }
        }
    }

    private long installed(String prefix) {
        return Arrays.stream(felix.getBundleContext().getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(prefix) && bundle.getState() >= Bundle.RESOLVED).count();
    }

    private ToIntFunction<String[]> command(String name) throws InterruptedException {
        BundleContext context = felix.getBundleContext();
        if (!commands().containsKey(name)) {
            return null;
        }
        var tracker = new ServiceTracker<ToIntFunction<String[]>, ToIntFunction<String[]>>(context, commands().get(name), null);
        tracker.open();
        return tracker.waitForService(PATIENCE_MILLIS);
    }

    @SuppressWarnings("unchecked")
    private Map<String, ServiceReference<ToIntFunction<String[]>>> commands() {
        Map<String, ServiceReference<ToIntFunction<String[]>>> commands = new TreeMap<>();
        try {
            ServiceReference<?>[] found = felix.getBundleContext().getAllServiceReferences(ToIntFunction.class.getName(),
                    "(" + COMMAND + "=*)");
            for (ServiceReference<?> reference : found == null ? new ServiceReference<?>[0] : found) {
                commands.put(String.valueOf(reference.getProperty(COMMAND)),
                        (ServiceReference<ToIntFunction<String[]>>) reference);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return commands;
    }

    private void help() {
        System.out.println("Rapport: live social-signal processing in the lab\n\nUsage: rapport COMMAND [options]\n");
        commands().forEach((name, reference) ->
                System.out.printf("  %-10s %s%n", name, reference.getProperty(COMMAND + ".description")));
        System.out.printf("  %-10s %s%n", "demo", "runs a simulated session to look at");
        System.out.println("\n'rapport COMMAND --help' describes a command.");
    }

    private void stop(Thread caller) {
        try {
            caller.interrupt(); // a command that waits ends its work in order
            done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            felix.stop();
            felix.waitForStop(PATIENCE_MILLIS);
            delete(home.resolve("cache/process-" + ProcessHandle.current().pid()));
        } catch (BundleException | IOException | UncheckedIOException e) {
            System.err.println("rapport: while stopping: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
