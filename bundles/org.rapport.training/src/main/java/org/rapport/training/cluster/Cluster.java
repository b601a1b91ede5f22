package org.rapport.training.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;

import org.rapport.api.command.CommandException;
import org.rapport.json.JsonEntry;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.part.Part;
import org.rapport.training.study.StudyFile;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * Parts done by the nodes of a Spark cluster, each in a process of its own, in a folder that all nodes share.
 *
 * @param access how to reach the nodes
 * @param study the study's folder, which they must see too
 * @param runs the folder with all run folders
 */
public record Cluster(ClusterAccess access, Path study, Path runs) {
    /** The folder among the runs for what nodes say. */
    public static final String FOLDER = "cluster";
    private static final long LOOK_MILLIS = 1000;

    /**
     * Sees whether the nodes that have room could do parts, says how many there are, and leaves them free again.
     *
     * @return not if it was stopped
     * @throws CommandException what keeps them from it, in one line
     */
    public boolean check(Progress progress, BooleanSupplier stop) throws Exception {
        access.warning().ifPresent(progress::say);
        progress.show("looks at the nodes of " + access.master());
        return drive(List.of(), 0, progress, stop);
    }

    /**
     * Has the nodes do all of them that are not done yet.
     *
     * @param epochs of each part
     * @return whether all are done; not if it was stopped
     * @throws CommandException why it cannot go on, in one line
     */
    public boolean run(List<Part> parts, int epochs, Progress progress, BooleanSupplier stop) throws Exception {
        return drive(parts, epochs, progress, stop);
    }

    private boolean drive(List<Part> parts, int epochs, Progress progress, BooleanSupplier stop) throws Exception {
        Path folder = Files.createDirectories(runs.toAbsolutePath().normalize().resolve(FOLDER));
        Path token = folder.resolve("token-" + UUID.randomUUID());
        Files.writeString(token, UUID.randomUUID().toString());
        try (DriverProcess driver = DriverProcess.start(access, folder.resolve("driver.log"), order(parts, token))) {
            return follow(driver, new PartTable(parts, epochs, this::epochs), progress, stop);
        } finally {
            progress.show("");
            Files.deleteIfExists(token);
        }
    }

    private JsonObject order(List<Part> parts, Path token) throws CommandException, IOException {
        JsonObjectBuilder settings = Json.createObjectBuilder();
        access.settings().forEach(settings::add);
        JsonObjectBuilder shared = Json.createObjectBuilder();
        for (Path file : List.of(token, study.toAbsolutePath().normalize().resolve(StudyFile.NAME))) {
            if (Files.isRegularFile(file)) { // a study without its file is told where it is read
                shared.add(file.toString(), checksum(file));
            }
        }
        return Json.createObjectBuilder().add("settings", settings).add("distribution", access.distribution().toString())
                .add("runs", runs.toAbsolutePath().normalize().toString()).add("shared", shared).add("device", access.device())
                .add("parts", Json.createArrayBuilder(parts.stream().map(Part::name).toList())).build();
    }

    private static String checksum(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        sum.update(Files.readAllBytes(file));
        return Long.toHexString(sum.getValue());
    }

    /** The epochs that a part has made, whoever makes them. */
    private int epochs(String part) {
        try {
            Path folder = runs.resolve(part);
            return RunFolder.isRun(folder) ? RunFolder.read(folder).epochs().size() : 0;
        } catch (IOException e) {
            return 0; // the node that works there tells what is wrong with it
        }
    }

    private boolean follow(DriverProcess driver, PartTable table, Progress progress, BooleanSupplier stop) throws Exception {
        boolean stopped = false;
        while (true) {
            if (stop.getAsBoolean() && !stopped) {
                stopped = true;
                if (table.working() > 0) {
                    progress.say("stopping " + table.working() + " parts after the step they are at");
                }
                driver.stop();
            }
            Optional<JsonEntry> event = driver.next(LOOK_MILLIS);
            if (event.isPresent()) {
                String kind = event.get().needed("event").text();
                switch (kind) {
                    case "finished" -> {
                        return true;
                    }
                    case "stopped" -> {
                        return false;
                    }
                    case "failed" -> throw new CommandException(event.get().needed("line").text());
                    default -> table.take(kind, event.get()).forEach(progress::say);
                }
            }
            table.look();
            if (!table.isEmpty()) {
                progress.show(String.join("\n", table.lines()));
            }
        }
    }
}
