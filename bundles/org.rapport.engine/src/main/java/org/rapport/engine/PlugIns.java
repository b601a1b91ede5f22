package org.rapport.engine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.home.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the jars in {@code plugins/}, and follows what is added, replaced and removed there. What belongs to Rapport itself
 * is never replaced or removed from there.
 */
@Component(service = ArtifactInstaller.class, immediate = true)
public final class PlugIns implements ArtifactInstaller {
    /** How the location of every plug-in's bundle begins. */
    static final String LOCATION = "plug-in:";
    private static final Logger log = LoggerFactory.getLogger("plugins");
    private static final String ENDING = ".jar";

    private final BundleContext context;
    private final Path folder;
    private final Map<Path, Jar> jars = new TreeMap<>();

    /** A jar as it was when it was looked at last. */
    private record Jar(long modified, long size) {
        static Jar of(Path file) throws IOException {
            return new Jar(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        }
    }

    /**
     * Installs what is there already, so that a command finds its nodes.
     *
     * @param guard must be there before a plug-in's first class is loaded
     */
    @Activate
    public PlugIns(BundleContext context, @Reference Home home,
            @Reference(target = "(component.name=org.rapport.engine.ExitGuard)") WeavingHook guard) {
        this.context = context;
        this.folder = home.folder().resolve("plugins");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> canHandle(file.toFile())).sorted().toList().forEach(this::follow);
            } catch (IOException e) {
                log.error("{} cannot be read: {}", folder, e.getMessage());
            }
        }
    }

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(ENDING) && folder.equals(file.toPath().getParent());
    }

    @Override
    public void install(File file) {
        follow(file.toPath());
    }

    @Override
    public void update(File file) {
        follow(file.toPath());
    }

    private synchronized void follow(Path file) {
        try {
            Jar now = Jar.of(file);
            if (!now.equals(jars.put(file, now))) {
                load(file);
                retryOthers(file);
            }
        } catch (IOException | BundleException | IllegalArgumentException e) {
            log.error("{}: is not used: {}", shown(file), reason(e));
        }
    }

    @Override
    public synchronized void uninstall(File file) {
        jars.remove(file.toPath());
        Bundle bundle = context.getBundle(location(file.toPath()));
        if (bundle == null) {
            return;
        }
        try {
            bundle.uninstall();
            refresh(bundle);
            log.info("{}: removed", shown(file.toPath()));
        } catch (BundleException e) {
            log.error("{}: cannot be removed: {}", shown(file.toPath()), reason(e));
        }
    }

    private void load(Path file) throws IOException, BundleException {
        String name = symbolicName(file);
        for (Bundle other : context.getBundles()) {
            if (name.equals(other.getSymbolicName()) && !location(file).equals(other.getLocation())) {
                throw new IllegalArgumentException(isPlugIn(other)
                        ? name + " is there already, from " + other.getLocation().substring(LOCATION.length())
                                + "; remove one of them"
                        : name + " belongs to Rapport and is not replaced from plugins/; remove the jar: a plug-in needs it to "
                                + "build, not to run");
            }
        }
        Bundle bundle = context.getBundle(location(file));
        try (InputStream jar = Files.newInputStream(file)) {
            if (bundle == null) {
                bundle = context.installBundle(location(file), jar);
            } else {
                bundle.update(jar);
                refresh(bundle);
            }
        }
        Optional<String> taken = new ProductPackages(context).exportedBy(bundle);
        if (taken.isPresent()) {
            bundle.uninstall();
            throw new IllegalArgumentException("it exports the package " + taken.get() + ", which belongs to Rapport; import it "
                    + "instead of including it");
        }
        start(file, bundle);
    }

    private static String symbolicName(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            String name = jar.getManifest() == null ? null
                    : jar.getManifest().getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw new IllegalArgumentException("it is not an OSGi bundle; build it like examples/custom-node");
            }
            return name.split(";")[0].strip();
        }
    }

    private void start(Path file, Bundle bundle) throws BundleException {
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null) {
            return;
        }
        if (new PlugInStart(bundle).finishes()) {
            log.info("{}: {} {}", shown(file), bundle.getSymbolicName(), bundle.getVersion());
        } else {
            log.error("{}: still starting after {} s; its nodes may be missing", shown(file), PlugInStart.PATIENCE_SECONDS);
        }
    }

    /** What could not be used may have waited for what came now. */
    private void retryOthers(Path come) {
        for (Path file : List.copyOf(jars.keySet())) {
            Bundle bundle = context.getBundle(location(file));
            if (!file.equals(come) && bundle != null && bundle.getState() == Bundle.INSTALLED) {
                try {
                    start(file, bundle);
                } catch (BundleException e) {
                    log.debug("{}: still not used: {}", shown(file), reason(e)); // told when it came
                }
            }
        }
    }

    private void refresh(Bundle bundle) {
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class)
                .refreshBundles(new ArrayList<>(List.of(bundle)));
    }

    static boolean isPlugIn(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    private static String location(Path file) {
        return LOCATION + file;
    }

    private String shown(Path file) {
        return folder.getFileName() + "/" + file.getFileName();
    }

    /** The framework's messages go over several lines and begin with what everybody knows. */
    private static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip();
        return cause == e || cause instanceof BundleException ? message : cause.getClass().getSimpleName() + ": " + message;
    }
}
