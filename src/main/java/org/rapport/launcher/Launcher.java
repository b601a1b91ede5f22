package org.rapport.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.main.Main;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Starts Felix with the bundles of the distribution and lets its command host do what was typed: a
 * {@code ToIntFunction<String[]>} service with the property {@code rapport.commands}; what it returns is the exit code. An
 * interface of the JDK, so that this class and the bundles need no class in common.
 */
public final class Launcher {
    private static final String HOST = "(&(objectClass=java.util.function.ToIntFunction)(rapport.commands=*))";
    private static final String FILE_INSTALL = "org.apache.felix.fileinstall";
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130;
    private static final long PATIENCE_MILLIS = 10_000;

    private final Path home;
    private final ProcessCache cache;
    private final Framework felix;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private volatile Phase phase = Phase.STARTING;
    private volatile boolean fatal;

    private enum Phase {
        /** Nothing to close yet. */
        STARTING,
        /** A command is at work. */
        WORKING,
        /** The program was told to end, or has done its work. */
        ENDING
    }

    private Launcher(Folders folders) {
        this.home = folders.home();
        this.cache = new ProcessCache(folders.cache());
        this.felix = new FrameworkFactory().newFramework(settings(folders, cache.folder()));
    }

    /** @param args the command and its arguments; the system property {@code rapport.home} names the distribution folder */
    public static void main(String[] args) throws Exception {
        System.setOut(new SafeOutput(System.out));
        System.setErr(new SafeOutput(System.err));
        String[] words = args.length == 0 ? new String[]{"help"} : args;
        if (words.length == 2 && words[0].equals("help")) {
            words = new String[]{words[1], "--help"};
        }
        Path home = Path.of(System.getProperty("rapport.home", ".")).toAbsolutePath().normalize();
        if (words[0].equals("--version") || words[0].equals("-V")) {
            System.out
                    .println("rapport " + Launcher.class.getPackage().getImplementationVersion() + ", Java " + Runtime.version());
            return;
        }
        if (words[0].equals("demo")) { // it needs no framework of its own: its two processes have theirs
            System.exit(Demo.run(home, List.of(words).subList(1, words.length)));
        }
        if (Boolean.getBoolean("rapport.alone")) { // the commands that bin/rapport starts so
            System.getProperties().putIfAbsent("rapport.log.level", "WARN");
            System.exit(Alone.run(home, List.of(words)));
        }
        Folders folders;
        try {
            Path user = Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home")));
            folders = Folders.of(home, Path.of("").toAbsolutePath(), user, System.getenv());
        } catch (IOException e) {
            System.err.println("rapport: " + e.getMessage());
            System.exit(FAILED);
            return;
        }
        Optional<CommandList> list = CommandList.of(folders, words);
        Optional<String> known = list.flatMap(CommandList::text);
        if (known.isPresent()) {
            System.out.print(known.get());
            return;
        }
        log(words[0], folders);
        System.getProperties().putIfAbsent("org.bytedeco.javacpp.cachedir",
                System.getenv().getOrDefault("RAPPORT_NATIVES", folders.cache().resolve("natives").toString()));
        Launcher launcher;
        try {
            launcher = new Launcher(folders);
        } catch (RuntimeException | Error e) {
            System.err.println("rapport: cannot start: " + firstLine(e));
            System.exit(FAILED);
            return;
        }
        System.exit(launcher.exitCode(words, list));
    }

    /** Only a running session tells what it does, and keeps it in a file; other commands print their results. */
    private static void log(String command, Folders folders) {
        Path own = folders.home().resolve("conf/logback.xml");
        if (SessionLog.isFor(command)
                && own.equals(Path.of(System.getProperty("logback.configurationFile", own.toString())).normalize())) {
            SessionLog log = new SessionLog(folders.logs());
            try {
                System.setProperty("rapport.log.file", log.open(command).toString());
                System.setProperty("rapport.log.levels", log.levels().toString());
                System.getProperties().putIfAbsent("rapport.log.console", command.equals("run") ? "INFO" : "WARN");
                System.setProperty("logback.configurationFile", own.resolveSibling("logback-session.xml").toString());
                return;
            } catch (IOException e) {
                System.err.println("rapport: no log file can be written in " + folders.logs() + ": " + e.getMessage());
            }
        }
        System.getProperties().putIfAbsent("rapport.log.level", command.equals("run") ? "INFO" : "WARN");
    }

    /** Whatever goes wrong, the program ends with one line and a code. */
    private int exitCode(String[] words, Optional<CommandList> list) {
        int code = FAILED;
        try {
            ToIntFunction<String[]> host = start();
            code = list.isPresent() ? list.get().printedBy(host, words) : host.applyAsInt(words);
        } catch (Throwable e) {
            if (phase != Phase.ENDING) { // an end in the middle of a start fails in ways that nobody needs to know
                System.err.println("rapport: " + words[0] + " failed: " + firstLine(e));
            }
        } finally {
            ended.complete(code);
        }
        return code;
    }

    static String firstLine(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString().lines().findFirst().orElse("").replaceFirst("^[\\w.]+\\.(\\w+(Exception|Error))", "$1");
    }

    private static Map<String, String> settings(Folders folders, Path cache) {
        System.setProperty("felix.config.properties", folders.home().resolve("conf/config.properties").toUri().toString());
        Map<String, String> settings = Main.loadConfigProperties();
        settings.replaceAll(System::getProperty); // -Dkey=value wins over the file
        settings.put("rapport.home", folders.home().toString());
        settings.put("rapport.work", folders.work().toString());
        settings.put("felix.fileinstall.dir", folders.home().resolve("plugins").toString());
        settings.put(Constants.FRAMEWORK_STORAGE, cache.resolve("bundles").toString());
        settings.put("felix.fileinstall.tmpdir", cache.resolve("fileinstall").toString());
        return settings;
    }

    /** Who does what was typed. */
    private ToIntFunction<String[]> start() throws Exception {
        Thread.setDefaultUncaughtExceptionHandler(this::died);
        cache.deleteThoseOfTheDead();
        Thread caller = Thread.currentThread();
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(caller), "stop"));
        } catch (IllegalStateException e) {
            phase = Phase.ENDING; // a signal was quicker
            throw e;
        }
        felix.init();
        felix.start();
        startBundles(felix.getBundleContext());
        ToIntFunction<String[]> host = host();
        if (host == null) {
            throw new IllegalStateException("no bundle runs commands; is bundles/ whole?");
        }
        phase = Phase.WORKING;
        return host;
    }

    /** By reference: copying TensorFlow's natives for every command would cost more than the command. */
    private void startBundles(BundleContext context) throws IOException, BundleException {
        List<Bundle> installed = new ArrayList<>();
        try (Stream<Path> jars = Files.list(home.resolve("bundles"))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                installed.add(context.installBundle("reference:" + jar.toUri()));
            }
        }
        // File Install at last: what it finds is to go to the installers of ours
        installed.sort(Comparator.comparing(bundle -> FILE_INSTALL.equals(bundle.getSymbolicName())));
        for (Bundle bundle : installed) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    private ToIntFunction<String[]> host() throws InterruptedException, InvalidSyntaxException {
        BundleContext context = felix.getBundleContext();
        var tracker = new ServiceTracker<ToIntFunction<String[]>, ToIntFunction<String[]>>(context, context.createFilter(HOST),
                null);
        tracker.open(true);
        return tracker.waitForService(PATIENCE_MILLIS);
    }

    /**
     * Runs when the program ends, by itself or by a signal. A command that is at work gets the time to end in order, and its
     * code is the program's; what was interrupted in its start has nothing to close.
     */
    private void stop(Thread caller) {
        boolean starting = phase == Phase.STARTING;
        phase = Phase.ENDING;
        int code = INTERRUPTED;
        if (!starting || ended.isDone()) {
            code = end(caller);
            close();
        } // else bundles come up as fast as they could be stopped; the next start deletes this one's cache
        System.out.flush();
        Runtime.getRuntime().halt(fatal ? FAILED : code); // else it would be the signal's
    }

    private void close() {
        try {
            felix.stop();
            felix.waitForStop(PATIENCE_MILLIS);
            cache.delete();
        } catch (BundleException | IOException e) {
            System.err.println("rapport: while stopping: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts a command if it is at work, and waits for its end. */
    private int end(Thread caller) {
        if (!ended.isDone()) {
            caller.interrupt();
        }
        try {
            return ended.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | InterruptedException e) {
            return INTERRUPTED;
        }
    }

    /** A thread that ends by an error is told; without memory nothing can be relied on, so that all ends, in order. */
    private void died(Thread thread, Throwable e) {
        System.err.println("rapport: thread \"" + thread.getName() + "\" ended: " + firstLine(e));
        if (e instanceof OutOfMemoryError) {
            System.err.println("rapport: out of memory; closing recordings and stopping. Give it more with JAVA_OPTS=-Xmx4g");
            fatal = true;
            new Thread(() -> System.exit(FAILED), "out of memory").start();
        }
    }
}
