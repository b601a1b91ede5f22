package org.rapport.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of one person that come and go together, because one device or program makes them: those of one content type
 * and one extractor.
 */
public final class Modalities {
    private Modalities() {
    }

    /** The columns of each modality, in the order of their first columns. */
    public static List<int[]> of(List<Contract.Input> inputs) {
        Map<String, List<Integer>> columns = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            String modality = inputs.get(i).channel().type() + "\n" + inputs.get(i).channel().extractor();
            columns.computeIfAbsent(modality, key -> new ArrayList<>()).add(i);
        }
        return columns.values().stream().map(one -> one.stream().mapToInt(Integer::intValue).toArray()).toList();
    }
}
