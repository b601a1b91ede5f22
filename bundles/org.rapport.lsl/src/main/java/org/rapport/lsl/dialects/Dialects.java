package org.rapport.lsl.dialects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.home.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

/** The dialects that are known: those that come with Rapport, and before them the user's own in {@code dialects/}. */
@Component(service = Dialects.class)
public final class Dialects {
    /** In the order in which they are tried: those with the narrowest view first. */
    private static final List<String> SHIPPED = List.of("tobii-pro", "eyelink", "pupil-capture", "pupil-companion", "gazepoint",
            "tobii-xr", "eyetech", "eyelogic", "smi", "eyeware-beam", "openface-2", "py-feat", "mediapipe-blendshapes",
            "mediapipe-face-pose", "arkit-blendshapes", "polar-h10", "polar-pulse", "empatica-e4", "empatica-e4-skin", "emotibit",
            "muse", "openbci-gui", "zephyr", "vernier", "shimmer", "bitalino", "opensignals", "brainvision-rda",
            "game-controller");
    private static final String ENDING = ".json";
    private static final long LARGEST_FILE = 1 << 20;
    private static final int MOST_FILES = 200;

    private final Optional<Path> folder;
    private final Units units;
    /** Read when they are asked for first: every command starts this bundle, and few need them. */
    private List<Dialect> shipped = List.of();

    @Activate
    public Dialects(@Reference Home home) {
        this(Optional.of(home.folder().resolve("dialects")));
    }

    /** @param folder where the user's own are, if there is such a folder */
    public Dialects(Optional<Path> folder) {
        this.folder = folder;
        units = Units.known();
    }

    /**
     * All that can be read now, in the order in which they are tried. The user's files are read anew; those that are faulty
     * are left out and told in the log.
     */
    public List<Dialect> all() {
        List<Dialect> all = new ArrayList<>();
        read(all).forEach(fault -> log().warn("{}", fault));
        shipped().stream().filter(one -> all.stream().noneMatch(own -> own.name().equals(one.name()))).forEach(all::add);
        return all;
    }

    /** What is wrong with the user's files, a line each. */
    public List<String> faults() {
        return read(new ArrayList<>());
    }

    private List<String> read(List<Dialect> own) {
        List<String> faults = new ArrayList<>();
        for (Path file : files()) {
            try {
                String name = file.getFileName().toString();
                own.add(new DialectReader(name.substring(0, name.length() - ENDING.length()), units)
                        .read(JsonEntry.read(file, LARGEST_FILE)));
            } catch (FileFault e) {
                faults.add(e.getMessage());
            } catch (IOException e) {
                faults.add(file + ": cannot be read: " + e.getMessage());
            }
        }
        return faults;
    }

    private List<Path> files() {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING)).sorted().limit(MOST_FILES).toList();
        } catch (IOException e) {
            log().warn("{}: cannot be listed: {}", folder.get(), e.getMessage());
            return List.of();
        }
    }

    /** A log takes long to begin, and most commands tell nothing. */
    private static Logger log() {
        return LoggerFactory.getLogger("dialects");
    }

    private synchronized List<Dialect> shipped() {
        if (shipped.isEmpty()) {
            shipped = SHIPPED.stream().map(this::shipped).toList();
        }
        return shipped;
    }

    private Dialect shipped(String name) {
        try {
            return new DialectReader(name, units).read(resource(name));
        } catch (FileFault e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonEntry resource(String name) {
        try (InputStream file = Dialects.class.getResourceAsStream(name + ENDING)) {
            return JsonEntry.parse(name + ENDING, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
