package org.rapport.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.PipelineFile;
import org.rapport.api.graph.PipelineFiles;
import org.rapport.api.home.Home;
import org.rapport.api.recording.RecordingReports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recordings below the folders that the running recorders write to. Nothing else on the disk can be named. */
@Component(service = Library.class)
public final class Library {
    private static final Logger log = LoggerFactory.getLogger("page");
    private static final int DEPTH = 6;
    private static final int MOST = 500;

    private final Path work;
    private final PipelineFiles files;
    private final RecordingReports reports;
    private final Map<Path, Known> known = new HashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();

    /** A report without its page, and the file as it was then. */
    private record Known(long bytes, FileTime changed, RecordingReports.Report report) {
    }

    /**
     * A recording.
     *
     * @param name where it is below its recorder's folder, with slashes
     * @param report what is known of it; empty if nobody asked yet, or it has grown since
     */
    record Recording(Path file, String name, long bytes, FileTime changed, Optional<RecordingReports.Report> report) {
    }

    @Activate
    public Library(@Reference Home home, @Reference PipelineFiles files, @Reference RecordingReports reports) {
        this.work = home.work();
        this.files = files;
        this.reports = reports;
    }

    /** The newest first. */
    List<Recording> all() throws IOException {
        List<Recording> found = new ArrayList<>();
        for (Path folder : folders()) {
            try (Stream<Path> below = Files.walk(folder, DEPTH)) {
                for (Path file : below.filter(file -> file.toString().endsWith(".xdf") && Files.isRegularFile(file)).toList()) {
                    long bytes = Files.size(file);
                    FileTime changed = Files.getLastModifiedTime(file);
                    String name = folder.relativize(file).toString().replace('\\', '/');
                    found.add(new Recording(file, name, bytes, changed, report(file, bytes, changed)));
                }
            }
        }
        found.sort(Comparator.comparing(Recording::changed).reversed());
        return found.subList(0, Math.min(MOST, found.size()));
    }

    /** One of them; empty if there is none of that name. */
    Optional<Recording> find(String name) throws IOException {
        return all().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /**
     * Looks at those that nobody looked at, one after the other, in a thread of its own.
     *
     * @param isBusy whether the disk is needed for what goes first
     * @param whenNew is called when one is known
     */
    void look(BooleanSupplier isBusy, Runnable whenNew) {
        if (looking.compareAndSet(false, true)) {
            Thread thread = new Thread(() -> {
                try {
                    for (Recording one : all()) {
                        if (one.report().isEmpty() && !isBusy.getAsBoolean()) {
                            keep(one, reportOf(one));
                            whenNew.run();
                        }
                    }
                } catch (IOException e) {
                    log.warn("recordings cannot be listed: {}", e.getMessage());
                } finally {
                    looking.set(false);
                }
            }, "page: recordings");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY); // the session goes first
            thread.start();
        }
    }

    /** What cannot be read says so; only the figures are kept. */
    private RecordingReports.Report reportOf(Recording recording) {
        try {
            RecordingReports.Report found = reports.of(recording.file());
            return new RecordingReports.Report(found.seconds(), found.streams(), found.good(), found.verdict(), "");
        } catch (IOException | RuntimeException e) {
            return new RecordingReports.Report(0, 0, false, "cannot be read: " + e.getMessage(), "");
        }
    }

    private void keep(Recording recording, RecordingReports.Report report) {
        synchronized (known) {
            known.put(recording.file(), new Known(recording.bytes(), recording.changed(), report));
        }
    }

    /** The report of a recording, with its page; empty if there is no recording of that name. */
    Optional<RecordingReports.Report> report(String name) throws IOException {
        Optional<Recording> recording = find(name);
        if (recording.isEmpty()) {
            return Optional.empty();
        }
        RecordingReports.Report made = reports.of(recording.get().file());
        keep(recording.get(), new RecordingReports.Report(made.seconds(), made.streams(), made.good(), made.verdict(), ""));
        return Optional.of(made);
    }

    private Optional<RecordingReports.Report> report(Path file, long bytes, FileTime changed) {
        synchronized (known) {
            return Optional.ofNullable(known.get(file)).filter(one -> one.bytes() == bytes && one.changed().equals(changed))
                    .map(Known::report);
        }
    }

    /** Up to the first part of each recorder's name that is another one each time. */
    private Set<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        for (PipelineFile file : files.all()) {
            for (PipelineFile.Node node : file.nodes()) {
                if (node.type().equals("rapport.sink.xdf")) {
                    node.settings().stream().filter(setting -> setting.key().equals("file")).forEach(setting -> {
                        Path named = work.resolve(setting.value().replaceAll("[{].*", "x")).toAbsolutePath().normalize();
                        Path folder = named.getParent();
                        if (folder != null && Files.isDirectory(folder)) {
                            folders.add(folder);
                        }
                    });
                }
            }
        }
        return folders;
    }
}
