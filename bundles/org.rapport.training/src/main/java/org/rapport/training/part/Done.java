package org.rapport.training.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.rapport.training.study.StudyException;

/**
 * Which parts have stored what they predicted.
 *
 * @param list all parts
 * @param runs the folder with all run folders
 */
public record Done(PartList list, Path runs) {
    private static final int MOST_NAMES = 20;

    /** Those that are not done yet, in order. */
    public List<Part> missing() throws IOException {
        List<Part> missing = new ArrayList<>();
        for (Part part : list.parts()) {
            if (!PartRun.isDone(list, part, runs)) {
                missing.add(part);
            }
        }
        return missing;
    }

    /** @throws StudyException the names of all that are not done yet, in one line */
    public void require() throws IOException, StudyException {
        List<Part> missing = missing();
        if (!missing.isEmpty()) {
            throw new StudyException(
                    runs + ": " + missing.size() + " of " + list.parts().size() + " parts " + (missing.size() == 1 ? "is" : "are")
                            + " not done: " + missing.stream().limit(MOST_NAMES).map(Part::name).collect(Collectors.joining(", "))
                            + (missing.size() > MOST_NAMES ? " and " + (missing.size() - MOST_NAMES) + " more" : "")
                            + "; do them with --part, or all that are left here with the plain command");
        }
    }
}
