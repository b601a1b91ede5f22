package org.rapport.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.rapport.api.graph.Output;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Clock;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.model.Contract;

/**
 * When predictions came about, as a stream beside them: how long after its moment a prediction was at each {@link Station}. Only
 * where time counts: when a recording is run again, it says nothing.
 */
final class PredictionTiming {
    /** The name of its stream. */
    static final String TIMING = "timing";
    /** The setting of a resampler by which its rows are later than their time. */
    private static final String DELAY = "delay";

    private final Clock clock;
    private final boolean sent;
    private final Budget budget;
    private final List<Made> made = new ArrayList<>();
    private StreamDescription stream;
    private double reach = Double.NaN;
    private double arrived;
    private double settled;

    /** @param inferred when the model was done with it */
    private record Made(double moment, double inferred) {
    }

    /**
     * Takes the time from a clock.
     *
     * @param sent whether the stream is
     * @param budget seconds that a prediction may be old when it is sent; 0 for as old as it is
     */
    PredictionTiming(Clock clock, boolean sent, double budget) {
        this.clock = clock;
        this.sent = sent;
        this.budget = new Budget(budget);
    }

    /**
     * Begins anew.
     *
     * @param predictions the stream of the predictions
     * @param reached what {@link #reach} says of the rows
     */
    void connect(StreamDescription predictions, double reached) {
        stream = new StreamDescription(StreamId.of(predictions.id().node(), TIMING, ""), predictions.rate(), Station.channels(),
                predictions.origin());
        reach = reached;
    }

    /**
     * Seconds from the moment of a prediction to the newest moment that its rows are made of; NaN if it is not known.
     *
     * @param settings of the rows' node, and of the nodes before it
     */
    static double reach(Contract contract, Map<String, String> settings) {
        String delay = settings.getOrDefault(DELAY, "");
        double rows = delay.matches("\\d+(\\.\\d+)?") ? Double.parseDouble(delay) : Double.NaN; // a plug-in's may mean anything
        return rows + contract.window().lookAhead() / contract.features().rate();
    }

    /** The node takes rows. */
    void begin(Block rows, Output output) {
        made.clear(); // what failed before was not sent
        arrived = rows.arrived();
        settled = clock.now() - output.waited();
    }

    /** A prediction was made of them. */
    void inferred(double moment) {
        if (!Double.isNaN(settled)) {
            made.add(new Made(moment, clock.now()));
        }
    }

    /** The predictions were sent; tells of them. */
    void emitted(double time, Output output) {
        if (made.isEmpty()) {
            return;
        }
        double emitted = clock.now();
        MadeSamples samples = new MadeSamples();
        for (Made one : made) {
            double[] ages = Arrays.stream(new double[]{one.moment() + reach, arrived, settled, one.inferred(), emitted})
                    .map(at -> at - one.moment()).toArray();
            samples.add(one.moment(), Station.row(ages));
            budget.take(emitted, ages).ifPresent(news -> output
                    .send(new StreamStatus(stream.id(), news.late() ? State.LATE : State.LIVE, emitted, news.text())));
        }
        made.clear();
        if (sent) {
            output.send(samples.block(stream, time));
        }
    }
}
