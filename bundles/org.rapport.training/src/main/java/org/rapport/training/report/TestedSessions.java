package org.rapport.training.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.training.study.StudyFile;
import org.rapport.training.data.Session;

import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/**
 * What a model's own {@code evaluation.json} says about the sessions it was tested on.
 *
 * @param names the sessions; empty where the folder does not say, or where only parts of sessions were kept apart
 * @param labelLag seconds by which labels were moved; 0 where the folder does not say
 */
public record TestedSessions(Set<String> names, double labelLag) {

    public static TestedSessions read(Path model) throws IOException {
        Path file = model.resolve("evaluation.json");
        if (!Files.isRegularFile(file)) {
            return new TestedSessions(Set.of(), 0);
        }
        JsonEntry json = JsonEntry.read(file, StudyFile.MAX_BYTES);
        Set<String> names = new HashSet<>();
        if (json.get("leaking").isPresent() && !json.get("leaking").get().bool() && json.get("testSessions").isPresent()) {
            for (JsonEntry session : json.get("testSessions").get().elements()) {
                names.add(session.text());
            }
        }
        return new TestedSessions(names, json.get("labelLag").isPresent() ? json.get("labelLag").get().number() : 0);
    }

    /** @throws FileFault if it is not known which sessions the model did not learn from */
    public List<Session> of(Study study, Path model) throws FileFault {
        List<Session> tested = study.sessions().stream().filter(session -> names.contains(session.name())).toList();
        if (tested.isEmpty()) {
            throw new StudyException(model + ": learned from this study, and does not say which whole sessions it was tested on; "
                    + "evaluate it on another study, or with --all and no conclusions");
        }
        return tested;
    }
}
