package org.rapport.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Maven as somebody has it who never built this repository: an empty local repository, and no network. In place of Maven Central
 * stands the local repository of the running build, which has all that the build itself took from there; what is no release of
 * others, as the product's own artifacts, Maven does not look for there.
 */
final class Maven {
    private static final Path HOME = Path.of(System.getProperty("maven.home", ""));

    private final Path local;
    private final Path settings;

    /** @param folder for its local repository */
    Maven(Path folder) throws IOException {
        local = folder.resolve("repository");
        settings = Files.writeString(folder.resolve("settings.xml"), """
                <settings><mirrors>
                <mirror><id>built</id><mirrorOf>external:*</mirrorOf><url>%s</url></mirror>
                </mirrors></settings>
                """.formatted(Path.of(System.getProperty("maven.repo.local")).toUri()));
    }

    /** Whether the build runs by a Maven that can be started again. */
    static boolean isThere() {
        return Files.isExecutable(HOME.resolve("bin/mvn"));
    }

    /** Builds a project. */
    Command start(Path project, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("bin/mvn").toString(), "-B", "-ntp", "-s",
                settings.toString(), "-gs", settings.toString(), "-Dmaven.repo.local=" + local));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        return new Command(builder.start(), "mvn " + String.join(" ", words));
    }
}
