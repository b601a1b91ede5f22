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
 * @param leadIn rows at the beginning of a training window that no loss counts
 */
public record WindowOptions(int steps, int hop, int lookAhead, int liveHop, int leadIn) {
    /** What the last is called among the settings of a run; one that does not say it has none. */
    static final String LEAD_IN = "window.leadIn";

    /** Those of a training whose losses count all rows. */
    public WindowOptions(int steps, int hop, int lookAhead, int liveHop) {
        this(steps, hop, lookAhead, liveHop, 0);
    }

    /** Name to value, for a run that is to be resumed. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("window.steps", String.valueOf(steps));
        settings.put("window.hop", String.valueOf(hop));
        settings.put("window.lookAhead", String.valueOf(lookAhead));
        settings.put("window.liveHop", String.valueOf(liveHop));
        if (leadIn > 0) {
            settings.put(LEAD_IN, String.valueOf(leadIn));
        }
        return settings;
    }
}
