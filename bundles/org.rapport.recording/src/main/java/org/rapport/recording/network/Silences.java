package org.rapport.recording.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.lsl4j.StreamInfo;

/** Tells which streams fall silent and are heard again; those of one cable in one line. */
final class Silences {
    /** Seconds within which what happens to several streams is told together. */
    private static final double TOGETHER = 1;
    /** A step of this program that took longer, in seconds, says that the program itself stood still. */
    private static final double LONGEST_STEP = 0.5;
    private static final int NAMED = 4;

    private final Function<StreamInfo, String> words;
    private final Consumer<String> news;
    private final Map<String, String> silent = new LinkedHashMap<>();
    private final Map<String, String> back = new LinkedHashMap<>();
    private long looked = System.nanoTime();
    /** Seconds that this program ran. */
    private double awake;
    private double toldAt;

    /** @param words what a stream is called */
    Silences(Function<StreamInfo, String> words, Consumer<String> news) {
        this.words = words;
        this.news = news;
    }

    /** Looks at streams after their samples were taken. */
    void look(List<NetworkStream> streams) {
        long now = System.nanoTime();
        awake += Math.min(LONGEST_STEP, (now - looked) * 1e-9);
        looked = now;
        boolean isQuiet = silent.isEmpty() && back.isEmpty();
        for (NetworkStream stream : streams) {
            if (!stream.isOver()) { // a connection that is out of reach goes on by itself
                String name = words.apply(stream.info());
                switch (stream.silence().news(awake)) {
                    case SILENT -> silent.put(name, "");
                    case BACK -> back.put(name, stream.silence().missing());
                    default -> {
                    }
                }
            }
        }
        if (isQuiet) {
            toldAt = awake + TOGETHER;
        } else if (awake >= toldAt) {
            tell();
        }
    }

    private void tell() {
        if (!silent.isEmpty()) {
            news.accept("warning: no more data from " + names(silent) + "; check cable, radio and program");
        }
        if (!back.isEmpty()) {
            List<String> missing = back.entrySet().stream().filter(entry -> !entry.getValue().isEmpty()).limit(NAMED)
                    .map(entry -> "of " + entry.getKey() + ": " + entry.getValue()).toList();
            news.accept(names(back) + (back.size() == 1 ? " is" : " are") + " heard again"
                    + (missing.isEmpty() ? ", and nothing is missing" : "; " + String.join("; ", missing)));
        }
        silent.clear();
        back.clear();
    }

    private static String names(Map<String, String> streams) {
        String some = String.join(", ", streams.keySet().stream().limit(NAMED).toList());
        return streams.size() <= NAMED ? some : some + " and " + (streams.size() - NAMED) + " more";
    }
}
