package org.rapport.training.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Predictor;
import org.rapport.training.evaluation.Series;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.WindowOptions;

/**
 * Some of the sessions that a model is tested on, as they are and as if other clocks had recorded them, to see how far its
 * predictions depend on that.
 *
 * @param clocks that which recorded and the others
 */
public record OtherClocks(List<Clock> clocks) {
    /** None, where nothing can be made on another clock. */
    public static final OtherClocks NONE = new OtherClocks(List.of());

    private static final int COUNT = 4;
    /** Their features are made once for each clock; thousands of predictions are enough. */
    private static final int MOST_SESSIONS = 4;

    /**
     * Sessions on one clock.
     *
     * @param ahead how far it is ahead, in seconds
     */
    record Clock(double ahead, List<Recording> sessions) {
    }

    /** Those to look at of all that are tested: a few, from everywhere among them. */
    public static List<Session> some(List<Session> tested) {
        int count = Math.min(MOST_SESSIONS, tested.size());
        return IntStream.range(0, count).mapToObj(i -> tested.get(i * tested.size() / count)).toList();
    }

    /**
     * How far the other clocks are ahead, in seconds: parts of a row, so that a moment is never further than half a row from one
     * that was predicted before; and rows that are as many predictions, since a network that runs row by row begins anew by the
     * clock as well.
     *
     * @param rate rows a second
     */
    public static double[] ahead(double rate, WindowOptions window) {
        double[] ahead = new double[COUNT];
        for (int i = 1; i <= COUNT; i++) {
            double part = (double) i / (COUNT + 1);
            long predictions = Math.round(2 * part * window.steps() / window.liveHop());
            ahead[i - 1] = (predictions * window.liveHop() + (part < 0.5 ? part : part - 1)) / rate;
        }
        return ahead;
    }

    /**
     * Makes or finds features of sessions on all clocks.
     *
     * @param sessions that are loaded as they are
     * @return none if there are no sessions, or nothing can be made of them on another clock
     */
    public static OtherClocks of(List<Session> sessions, Recordings recordings, double labelLag, WindowOptions window,
            Progress progress, BooleanSupplier stop) throws IOException {
        if (sessions.isEmpty()) {
            return NONE;
        }
        List<Clock> clocks = new ArrayList<>(List.of(new Clock(0, recordings(sessions, recordings, labelLag))));
        for (double ahead : ahead(clocks.get(0).sessions().get(0).rate(), window)) {
            Optional<Recordings> moved = recordings.onClock(ahead);
            if (moved.isEmpty()) {
                return NONE;
            }
            if (clocks.size() == 1) {
                progress.say("features of " + sessions.size() + " test session" + (sessions.size() == 1 ? "" : "s") + " on "
                        + COUNT + " other clocks");
            }
            moved.get().load(sessions, recording -> {
                // they are known
            }, stop);
            clocks.add(new Clock(ahead, recordings(sessions, moved.get(), labelLag)));
        }
        return new OtherClocks(clocks);
    }

    private static List<Recording> recordings(List<Session> sessions, Recordings recordings, double labelLag) {
        return sessions.stream().map(session -> recordings.get(session, labelLag)).toList();
    }

    /** What a model predicts on each clock, at times of that which recorded. */
    public List<Condition> predict(Predictor model, List<String> targets) {
        List<Condition> predicted = new ArrayList<>();
        for (Clock clock : clocks) {
            List<Series> series = clock.sessions.stream().map(model::predict).map(one -> back(one, clock.ahead)).toList();
            predicted.add(Condition.of(String.valueOf(clock.ahead), "the model, on a clock that is " + clock.ahead + " s ahead",
                    targets, series));
        }
        return predicted;
    }

    private static Series back(Series series, double ahead) {
        return new Series(series.recording().earlier(ahead), series.rows(), series.predictions(), series.labels());
    }
}
