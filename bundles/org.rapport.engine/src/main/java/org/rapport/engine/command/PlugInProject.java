package org.rapport.engine.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A new project for a plug-in: the distribution's example under other names, which finds Rapport's API in the distribution.
 *
 * @param name the class of its node, as {@code BlinkRate}
 * @param packageName its package, as {@code edu.lab.blink}; also the name of its jar
 */
record PlugInProject(String name, String packageName) {
    private static final Path EXAMPLE = Path.of("examples", "custom-node");
    private static final String BUILT = "target";
    private static final String REPOSITORY = "${project.baseUri}../../maven";

    /** The type of its node: the package without its first part. */
    String nodeType() {
        return packageName.substring(packageName.indexOf('.') + 1);
    }

    /** The jar that it builds. */
    String jar() {
        return "target/" + packageName + "-1.0.0.jar";
    }

    /**
     * Writes it.
     *
     * @param home the distribution's folder
     * @return its files
     */
    List<Path> write(Path home, Path project) throws IOException {
        Path example = home.resolve(EXAMPLE);
        List<Path> files;
        try (Stream<Path> all = Files.walk(example)) {
            files = all.filter(Files::isRegularFile).map(example::relativize).filter(file -> !file.startsWith(BUILT)).sorted()
                    .toList();
        }
        for (Path file : files) {
            Path written = project.resolve(renamed(file.toString().replace('\\', '/')));
            Files.createDirectories(written.getParent());
            String text = Files.readString(example.resolve(file));
            Files.writeString(written, renamed(
                    text.replace(REPOSITORY, home.resolve("maven").toUri().toString()).replace("/opt/rapport", home.toString())));
        }
        return files;
    }

    /** The longest names first, since the shorter ones are in them. */
    private String renamed(String text) {
        String group = packageName.contains(".") ? packageName.substring(0, packageName.lastIndexOf('.')) : packageName;
        return text.replace("org/example/smoother", packageName.replace('.', '/')).replace("org.example.smoother", packageName)
                .replace("example.smoother", nodeType()).replace("org.example", group).replace("Smoother", name)
                .replace("smoother", name.toLowerCase(Locale.ROOT));
    }
}
