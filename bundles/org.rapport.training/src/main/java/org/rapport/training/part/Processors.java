package org.rapport.training.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.rapport.training.fit.RunFolder;

/** On what parts were computed: sums on different processors differ in their last bits. */
final class Processors {
    private Processors() {
    }

    /** A line if they were not all computed on one type of processor. */
    static List<String> warnings(PartList list, Path runs) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (Part part : list.parts()) {
            Path place = runs.resolve(part.name());
            Path run = list.purpose() == Purpose.TUNE ? PartRun.chosenRun(place) : place;
            if (RunFolder.isRun(run)) {
                RunFolder.read(run).processors().forEach(name -> counts.merge(name, 1, Integer::sum));
            }
        }
        if (counts.size() < 2) {
            return List.of();
        }
        return List.of("warning: computed on different types of processors, so that a repetition need not agree to the last bit: "
                + counts.entrySet().stream().map(one -> one.getKey() + " (" + one.getValue() + ")")
                        .collect(Collectors.joining("; ")));
    }
}
