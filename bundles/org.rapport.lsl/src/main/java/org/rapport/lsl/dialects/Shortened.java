package org.rapport.lsl.dialects;

import java.util.List;

/** Lists of names as one reads them. */
final class Shortened {
    private static final int MOST = 6;

    private Shortened() {
    }

    static String list(List<String> names) {
        return names.size() <= MOST ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST - 1)) + " and " + (names.size() - MOST + 1) + " more";
    }
}
