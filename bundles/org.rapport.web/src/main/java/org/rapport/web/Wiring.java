package org.rapport.web;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.device.Devices;
import org.rapport.api.graph.Preflights;
import org.rapport.api.home.Home;

/**
 * Makes pipeline files out of what is on the network, and puts them where the runtime follows them. The files stay the only
 * truth:
 * nothing else is changed, and no file that there is.
 */
@Component(service = Wiring.class)
public final class Wiring {
    private static final double LOOK_SECONDS = 2;
    private static final String CONTRACT = "contract.json";

    private final Devices devices;
    private final Preflights preflights;
    private final Path home;
    private final BundleContext context;
    private List<Devices.Device> found = List.of();
    private volatile Optional<Path> folder = Optional.empty();

    @Activate
    public Wiring(BundleContext context, @Reference Home home, @Reference Devices devices, @Reference Preflights preflights) {
        this.context = context;
        this.home = home.folder();
        this.devices = devices;
        this.preflights = preflights;
    }

    /** Says which folder the runtime follows. */
    void follow(Path pipelines) {
        folder = Optional.of(pipelines);
    }

    /** What answers on the network now. */
    synchronized List<Devices.Device> look() {
        found = devices.find(LOOK_SECONDS);
        return found;
    }

    /** The dialect file of a device of the last look, to be edited. */
    Optional<String> mapping(String uid) {
        return devices.mapping(uid);
    }

    /** The models that the distribution has, as pipeline files name them. */
    List<String> models() throws IOException {
        Stream.Builder<String> all = Stream.builder();
        for (String place : List.of("models", "examples/demo")) {
            if (Files.isDirectory(home.resolve(place))) {
                try (Stream<Path> folders = Files.list(home.resolve(place))) {
                    folders.filter(one -> Files.isRegularFile(one.resolve(CONTRACT))).sorted()
                            .forEach(one -> all.add(place + "/" + one.getFileName()));
                }
            }
        }
        return all.build().toList();
    }

    /**
     * A file for devices of the last look.
     *
     * @param uids the devices, in order
     * @param roles whose each is
     * @param model one of {@link #models()}, or empty for none
     * @throws IllegalArgumentException if it cannot be made; one line that says why
     */
    synchronized String text(List<String> uids, List<String> roles, String model) throws IOException {
        if (!model.isEmpty() && !models().contains(model)) {
            throw new IllegalArgumentException("there is no model " + model);
        }
        List<Devices.Owned> owned = IntStream.range(0, uids.size())
                .mapToObj(i -> new Devices.Owned(found.stream().filter(one -> one.uid().equals(uids.get(i))).findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("a device is gone; look again")), role(roles.get(i))))
                .toList();
        return devices.pipeline(owned, model.isEmpty() ? Optional.empty() : Optional.of(model),
                home.resolve(model).resolve(CONTRACT));
    }

    private static String role(String word) {
        if (!word.equals("emitter") && !word.equals("receiver")) {
            throw new IllegalArgumentException("\"" + word + "\" is not a role; choose emitter or receiver");
        }
        return word;
    }

    /** What is wrong with a text as a pipeline, one line a fault. */
    List<String> check(String name, String text) throws IOException {
        Path trial = Files.createDirectories(context.getDataFile("trials").toPath()).resolve(fileName(name));
        Files.writeString(trial, text);
        try {
            return preflights.check(trial);
        } finally {
            Files.delete(trial);
        }
    }

    /**
     * Puts a sound pipeline where the runtime starts it.
     *
     * @throws FileAlreadyExistsException if there is one of that name
     */
    Path start(String name, String text) throws IOException {
        Path into = folder.orElseThrow(() -> new IOException("the runtime follows no folder"));
        Path file = into.resolve(fileName(name));
        Path whole = Files.writeString(into.resolve("." + fileName(name) + ".new"), text); // followed once it is whole
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file + " exists already; choose another name");
            }
            return Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /**
     * Keeps a dialect file where dialects are read.
     *
     * @throws FileAlreadyExistsException if there is one of that name
     */
    Path keepDialect(String name, String text) throws IOException {
        Path dialects = Files.createDirectories(home.resolve("dialects"));
        Path file = dialects.resolve(fileName(name));
        try {
            return Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new FileAlreadyExistsException(file + " exists already; choose another name");
        }
    }

    /** Only names that leave no folder. */
    private static String fileName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,60}")) {
            throw new IllegalArgumentException("such a name has letters, digits, - and _, and begins with a letter or digit");
        }
        return name + ".json";
    }
}
