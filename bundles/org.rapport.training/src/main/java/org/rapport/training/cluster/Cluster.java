package org.rapport.training.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.rapport.api.command.CommandException;
import org.rapport.json.JsonEntry;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.part.Part;
import org.rapport.training.part.PartRecipe;
import org.rapport.training.part.Workforce;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * Parts done by the nodes of a Spark cluster, each in a process of its own, in a folder that all nodes share.
 *
 * @param access how to reach the nodes
 * @param recipe how the parts are trained
 * @param runs the folder with all run folders
 */
public record Cluster(ClusterAccess access, PartRecipe recipe, Path runs) implements Workforce {
    /** The folder among the runs for what nodes say. */
    public static final String FOLDER = "cluster";
    private static final long LOOK_MILLIS = 1000;

    @Override
    public boolean run(List<Part> parts, Progress progress, BooleanSupplier stop) throws Exception {
        access.warning().ifPresent(progress::say);
        Path folder = Files.createDirectories(runs.toAbsolutePath().normalize().resolve(FOLDER));
        Path tokenFile = folder.resolve("token-" + UUID.randomUUID());
        String token = UUID.randomUUID().toString();
        Files.writeString(tokenFile, token);
        try (DriverProcess driver = DriverProcess.start(access, folder.resolve("driver.log"), order(parts, tokenFile, token))) {
            return follow(driver, new PartTable(parts, recipe.options().schedule().epochs(), this::epochs), progress, stop);
        } finally {
            Files.deleteIfExists(tokenFile);
        }
    }

    private JsonObject order(List<Part> parts, Path tokenFile, String token) throws CommandException {
        JsonObjectBuilder settings = Json.createObjectBuilder();
        access.settings(recipe.options().computeThreads()).forEach(settings::add);
        return Json.createObjectBuilder().add("settings", settings).add("distribution", access.distribution().toString())
                .add("runs", runs.toAbsolutePath().normalize().toString()).add("tokenFile", tokenFile.toString())
                .add("token", token).add("device", access.device())
                .add("parts", Json.createArrayBuilder(parts.stream().map(Part::name).toList())).build();
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
                progress.say("stopping " + table.working() + " parts after the step they are at");
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
            progress.show(String.join("\n", table.lines()));
        }
    }
}
