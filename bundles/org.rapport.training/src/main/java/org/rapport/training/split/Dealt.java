package org.rapport.training.split;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who or what is on which side: training, validation or test. */
final class Dealt {
    /** The three sides. */
    enum Side {
        TRAINING, VALIDATION, TEST
    }

    private final Map<String, Side> sides = new HashMap<>();

    Dealt add(Parts<String> parts) {
        parts.training().forEach(one -> sides.put(one, Side.TRAINING));
        parts.validation().forEach(one -> sides.put(one, Side.VALIDATION));
        parts.test().forEach(one -> sides.put(one, Side.TEST));
        return this;
    }

    /** All on the training side: too few to be shared out. */
    Dealt train(List<String> all) {
        all.forEach(one -> sides.put(one, Side.TRAINING));
        return this;
    }

    /** Whether someone or something is on a side, or was not dealt at all and so tells nothing. */
    boolean allows(String one, Side side) {
        return sides.getOrDefault(one, side) == side;
    }
}
