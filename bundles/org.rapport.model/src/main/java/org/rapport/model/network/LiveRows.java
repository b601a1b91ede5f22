package org.rapport.model.network;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A {@link RowNetwork} at work on a session, with a memory that ends. Of a network that keeps a state for ever there are two:
 * they begin anew in turn, each at every second multiple of a window's rows, and the one that has seen a whole window or more
 * predicts. So a prediction depends on one to two windows of rows and on nothing before them, and the time of a row alone
 * decides which: live use, a replay of a recording that began in the middle, and an evaluation agree to the bit. Used by one
 * thread.
 */
public final class LiveRows {
    private final List<RowNetwork> networks;
    private final int steps;
    private RowNetwork older;

    private LiveRows(List<RowNetwork> networks, int steps) {
        this.networks = networks;
        this.steps = steps;
        this.older = networks.get(0);
    }

    /**
     * @param made makes the network, each time with a state of its own
     * @param steps rows of a window
     */
    public static LiveRows of(Supplier<RowNetwork> made, int steps) {
        RowNetwork network = made.get();
        return new LiveRows(network.isEndless() ? List.of(network, made.get()) : List.of(network), steps);
    }

    /**
     * Another one of the same weights whose rows are this one's but for one person; used by the same thread, each row after this
     * one. See {@link RowNetwork#beside}.
     */
    public Optional<LiveRows> beside(boolean sameEmitter) {
        return networks.size() > 1 ? Optional.empty()
                : networks.get(0).beside(sameEmitter).map(network -> new LiveRows(List.of(network), steps));
    }

    /** Forgets all rows. */
    public void restart() {
        networks.forEach(RowNetwork::restart);
    }

    /**
     * Takes the next row.
     *
     * @param number of the row, counted by its time: one more than that of the row before
     * @param emitter its K values, standardised, without NaN
     * @param receiver its L values, likewise
     */
    public void add(long number, float[] emitter, float[] receiver) {
        if (networks.size() > 1) {
            int younger = (int) Math.floorMod(Math.floorDiv(number, (long) steps), 2L);
            if (Math.floorMod(number, steps) == 0) {
                networks.get(younger).restart();
            }
            older = networks.get(1 - younger);
        }
        networks.forEach(network -> network.add(emitter, receiver));
    }

    /**
     * The prediction that counts live.
     *
     * @param out takes each target, standardised
     * @throws IllegalStateException if there are fewer rows than the network needs
     */
    public void predict(float[] out) {
        older.predict(out);
    }
}
