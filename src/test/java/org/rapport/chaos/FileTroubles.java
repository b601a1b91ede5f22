package org.rapport.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.rapport.it.PlugInJar;

/** What can happen to the pipeline files and plug-ins of the runtime. */
final class FileTroubles {
    private final Session session;

    FileTroubles(Session session) {
        this.session = session;
    }

    List<Kind> kinds() throws IOException {
        Path text = Files.writeString(session.folder().resolve("text.jar"), "no jar");
        Path exit = session.folder().resolve("exit.jar");
        new PlugInJar("stranger.exit").write(exit, "System.exit(7);");
        Path error = session.folder().resolve("error.jar");
        new PlugInJar("stranger.error").write(error, "throw new StackOverflowError();");
        Path product;
        try (Stream<Path> bundles = Files.list(session.bundles())) {
            product = bundles.filter(jar -> jar.getFileName().toString().startsWith("org.rapport.recording")).findFirst()
                    .orElseThrow();
        }
        PipelineFile edits = new PipelineFile(session.pipelines().resolve("edits.json"));
        PipelineFile victims = new PipelineFile(session.pipelines().resolve("victims.json"));
        PipelineFile impression = new PipelineFile(session.pipelines().resolve("impression.json"));
        List<Kind> kinds = new ArrayList<>(List.of(new Kind(4, 8, random -> plugIn(text, "text.jar: is not used")),
                new Kind(4, 8, random -> plugIn(exit, "exit.jar: is not used.*called System.exit")),
                new Kind(4, 8, random -> plugIn(error, "error.jar: is not used.*StackOverflowError")),
                new Kind(4, 8, random -> plugIn(product, "belongs to Rapport")),
                new Kind(4, 8, random -> plugIn(Path.of(System.getProperty("plugin")), "org.example.smoother")),
                new Kind(4, 8, random -> edits.edit("\"role\": \"receiver\"", "\"role\": \"emitter\"").told(Session.RUN,
                        "pipeline edits runs: 2 nodes", 2)),
                new Kind(4, 8, random -> edits.gone())));
        for (PipelineFile file : List.of(edits, victims, impression)) {
            kinds.add(new Kind(4, 8, random -> file.halfWritten(random.nextDouble())));
            kinds.add(new Kind(4, 8, random -> file.edit("\"inputs\"", "\"input\"").told(Session.RUN,
                    file.name() + ":\\d+: .*\"input\": unknown key", 9)));
        }
        return kinds;
    }

    private Trouble plugIn(Path jar, String told) {
        Path there = session.plugins().resolve(jar.getFileName());
        return Trouble.of("the jar " + jar.getFileName() + " is put into plugins/", "plugins", () -> {
            Path beside = Files.copy(jar, session.folder().resolve("copied"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, there);
        }, () -> Files.delete(there)).told(Session.RUN, told, 2);
    }
}
