package org.rapport.training.fit;

/**
 * What the model sees at a time.
 *
 * @param steps rows of a window
 * @param hop rows from one training window to the next
 * @param lookAhead rows of the window after the one that is predicted live
 * @param liveHop rows from one live prediction to the next
 */
public record WindowOptions(int steps, int hop, int lookAhead, int liveHop) {
}
