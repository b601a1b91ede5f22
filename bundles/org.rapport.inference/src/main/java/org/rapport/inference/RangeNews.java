package org.rapport.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.rapport.api.signal.Channel;
import org.rapport.model.Contract;

/** Tells once when the input leaves the range that a model was trained on, and once when it is back. */
final class RangeNews {
    /** Seconds without a break after which it has left, and is back. */
    private static final double LEAVES_AFTER = 2;
    private static final double BACK_AFTER = 10;

    private final Contract contract;
    private boolean left;
    /** Since when it is otherwise than was told; NaN if it is not. */
    private double since = Double.NaN;

    RangeNews(Contract contract) {
        this.contract = contract;
    }

    /**
     * What is to be told.
     *
     * @param warning whether it has left
     */
    record News(String text, boolean warning) {
    }

    /**
     * Takes one window.
     *
     * @param time of its last row, in seconds
     * @param emitter what of the emitter's input is outside
     * @param receiver the same of the receiver
     */
    Optional<News> take(double time, List<Channel> emitter, List<Channel> receiver) {
        boolean outside = !emitter.isEmpty() || !receiver.isEmpty();
        if (outside == left) {
            since = Double.NaN;
            return Optional.empty();
        }
        since = Double.isNaN(since) ? time : since;
        if (time - since < (left ? BACK_AFTER : LEAVES_AFTER)) {
            return Optional.empty();
        }
        left = outside;
        since = Double.NaN;
        if (!left) {
            return Optional.of(new News("the input is as in the model's training again", false));
        }
        List<Channel> all = new ArrayList<>(emitter);
        all.addAll(receiver);
        return Optional.of(new News(
                "the input is far from what the model was trained on, and predictions may mean nothing: "
                        + Lack.of(contract, all).stream().map(Lack::words).collect(Collectors.joining(", "))
                        + String.format(java.util.Locale.ROOT,
                                ", beyond %.0f standard deviations; look at units, gains and sensors", TrainedRange.LIMIT),
                true));
    }
}
