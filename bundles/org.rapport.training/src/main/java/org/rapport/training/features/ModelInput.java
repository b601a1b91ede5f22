package org.rapport.training.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rapport.json.JsonEntry;
import org.rapport.training.study.StudyException;

/** What a pipeline's model reads from: features of another node would make a model that this pipeline refuses. */
public final class ModelInput {
    private static final String MODEL = "rapport.inference.impression~";
    private static final String USUAL = "features";
    private static final int MAX_BYTES = 1 << 20;

    private ModelInput() {
    }

    /**
     * The node that the pipeline's impression nodes read; {@code features} if there is none of them yet.
     *
     * @throws StudyException if they read different ones
     * @throws IOException if the file cannot be read, or is no pipeline
     */
    public static String of(Path pipeline) throws IOException {
        Set<String> read = new LinkedHashSet<>();
        for (Map.Entry<String, JsonEntry> node : JsonEntry.read(pipeline, MAX_BYTES).members().entrySet()) {
            if (node.getKey().startsWith(MODEL) && node.getValue().get("inputs").isPresent()) {
                JsonEntry inputs = node.getValue().needed("inputs");
                for (JsonEntry input : inputs.isList() ? inputs.elements() : List.of(inputs)) {
                    read.add(input.text());
                }
            }
        }
        if (read.size() > 1) {
            throw new StudyException(
                    pipeline + ": its models read from " + String.join(" and ", read) + "; choose one of them with --features");
        }
        return read.isEmpty() ? USUAL : read.iterator().next();
    }
}
