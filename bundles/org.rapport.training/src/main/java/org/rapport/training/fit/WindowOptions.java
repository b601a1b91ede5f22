package org.rapport.training.fit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the model sees at a time.
 *
 * @param steps rows of a window
 * @param hop rows from one training window to the next
 * @param lookAhead rows of the window after the one that is predicted live
 * @param liveHop rows from one live prediction to the next
 */
public record WindowOptions(int steps, int hop, int lookAhead, int liveHop) {

    /** Name to value, for a run that is to be resumed. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("window.steps", String.valueOf(steps));
        settings.put("window.hop", String.valueOf(hop));
        settings.put("window.lookAhead", String.valueOf(lookAhead));
        settings.put("window.liveHop", String.valueOf(liveHop));
        return settings;
    }
}
