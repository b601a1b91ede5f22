package org.rapport.model.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes folders that are there as a whole or not at all. */
public final class FolderWriter {

    /** What is to be in a folder. */
    @FunctionalInterface
    public interface Content {
        /** @param folder exists and is empty */
        void writeInto(Path folder) throws IOException;
    }

    private FolderWriter() {
    }

    /** Writes a folder beside its place, then moves it there, in place of what was there. */
    public static void write(Path folder, Content content) throws IOException {
        Path place = folder.toAbsolutePath().normalize();
        if (Files.exists(place) && !Files.isDirectory(place)) {
            throw new IOException(folder + " is a file; choose the name of a folder");
        }
        Files.createDirectories(place.getParent());
        Path made = place.resolveSibling(place.getFileName() + ".new");
        Path replaced = place.resolveSibling(place.getFileName() + ".old");
        if (!Files.exists(place) && Files.exists(replaced)) {
            Files.move(replaced, place); // a program that ended between the two moves below left it there
        }
        delete(made);
        delete(replaced);
        Files.createDirectory(made);
        try {
            content.writeInto(made);
        } catch (IOException | RuntimeException e) {
            delete(made);
            throw e;
        }
        if (Files.exists(place)) {
            Files.move(place, replaced);
        }
        Files.move(made, place);
        delete(replaced);
    }

    /** Deletes a folder and all in it, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
