package org.rapport.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tells one build of a distribution from another by the checksums that its jars keep of what is in them. */
final class InstalledVersion {
    private static final List<String> FOLDERS = List.of("bin", "bundles", "lib", "plugins");

    private InstalledVersion() {
    }

    /** The same for the same jars, wherever they are. */
    static String of(Path distribution) throws IOException {
        CRC32C sum = new CRC32C();
        for (Path jar : jars(distribution)) {
            add(sum, distribution.relativize(jar).toString());
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    add(sum, entry.getName() + " " + entry.getCrc());
                }
            }
        }
        return Long.toHexString(sum.getValue());
    }

    private static List<Path> jars(Path distribution) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String name : FOLDERS) {
            Path folder = distribution.resolve(name);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
                }
            }
        }
        return jars;
    }

    private static void add(CRC32C sum, String text) {
        sum.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
