package org.rapport.api.signal;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What a stream of markers says of itself.
 *
 * @param type its content type, as {@code Markers}
 * @param labels of its channels; empty where it does not say
 */
public record MarkerFormat(String type, List<String> labels) {
    /** A text a marker. */
    public static final MarkerFormat TEXT = new MarkerFormat("Markers", List.of(""));

    /** The types that programs send events as. */
    private static final Set<String> TYPES = Set.of("markers", "marker", "event", "events", "stim", "stimulus", "stimuli",
            "stimulation", "stimulations", "trigger", "triggers", "annotation", "annotations");

    public MarkerFormat {
        Objects.requireNonNull(type);
        labels = List.copyOf(labels);
    }

    /**
     * Whether a stream is one of markers: by its type, or as texts that come at no rate.
     *
     * @param type its content type, whatever the case
     * @param texts whether it sends texts
     * @param rate the rate that it says, 0 for none
     */
    public static boolean isMarkers(String type, boolean texts, double rate) {
        return TYPES.contains(type.toLowerCase(Locale.ROOT)) || texts && rate == 0;
    }

    /** The types, in lower case. */
    public static Set<String> types() {
        return TYPES;
    }
}
