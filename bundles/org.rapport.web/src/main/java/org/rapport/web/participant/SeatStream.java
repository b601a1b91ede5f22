package org.rapport.web.participant;

import org.rapport.api.graph.Output;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.DeviceTime;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

/**
 * Sends what comes from a page into the graph: rows as blocks, consent as a marker, the page's state as that of the stream, and
 * every few seconds how well its clock is known.
 */
public final class SeatStream {
    private static final double QUALITY_EVERY = 2;

    private final Output output;
    private final StreamDescription stream;
    private final String person;
    private State state = State.RESOLVING;
    private String reason = "";
    private double last = Double.NEGATIVE_INFINITY;
    private long samples;
    private long missing;
    private double offset = Double.NaN;
    private double uncertainty = Double.NaN;
    private double measured = Double.NaN;
    private double told = Double.NEGATIVE_INFINITY;
    private double began = Double.NaN;

    /** @param person whose page it is, for people */
    public SeatStream(Output output, StreamDescription stream, String person) {
        this.output = output;
        this.stream = stream;
        this.person = person;
    }

    /** Says that nothing has come yet. @param now in seconds of the LSL clock */
    public void begin(double now) {
        status(State.RESOLVING, now, "waits for the page of the " + person, true);
    }

    /** Takes what came for the seat; sound is nothing for it. */
    public void take(Arrival arrival) {
        if (arrival instanceof Arrival.Rows rows) {
            rows(rows);
        } else if (arrival instanceof Arrival.Agreed agreed) {
            agreed.consent().words().forEach(words -> output.send(new Marker(output.node(), agreed.time(), words)));
        } else if (arrival instanceof Arrival.Presence presence) {
            presence(presence);
        } else if (arrival instanceof Arrival.Measured news) {
            offset = news.offset();
            uncertainty = news.uncertainty();
            measured = news.time();
        }
    }

    private void rows(Arrival.Rows rows) {
        if (rows.columns() != stream.channels().size()) {
            output.send(new StreamStatus(stream.id(), state, rows.arrived(), "a row of " + rows.columns() + " values instead of "
                    + stream.channels().size() + " is left out: the page is of another version of the pipeline; load it again",
                    true));
            return;
        }
        double[] times = new double[rows.stamps().length];
        for (int i = 0; i < times.length; i++) {
            last = Math.max(last, rows.stamps()[i] + rows.offset());
            times[i] = last; // the clock is known better and better: what comes later is never earlier
        }
        if (rows.forgotten() > 0) {
            missing += rows.forgotten();
            output.send(new StreamStatus(stream.id(), State.LIVE, rows.arrived(),
                    rows.forgotten() + " samples are missing: the connection was cut for longer than the page could keep them",
                    true));
        }
        if (samples == 0) {
            began = times[0];
        }
        samples += times.length;
        if (state != State.LIVE) {
            status(State.LIVE, rows.arrived(), "the page of the " + person + " streams", false);
        }
        output.send(new Block(stream, times, rows.values(), rows.arrived(), new DeviceTime(rows.stamps(), rows.offset())));
    }

    private void presence(Arrival.Presence news) {
        switch (news.state()) {
            case NOT_OPEN,
                    OPEN ->
                status(State.RESOLVING, news.time(), news.state() == PageState.OPEN
                        ? "the page is open; the " + person + " has not agreed yet" : "waits for the page of the " + person,
                        false);
            case CONSENT_GIVEN ->
                status(State.RESOLVING, news.time(), "the " + person + " has agreed; nothing is sent yet", false);
            case STREAMING -> {
                if (samples > 0 || stream.channels().isEmpty()) {
                    status(State.LIVE, news.time(), "the page of the " + person + " streams", false);
                }
            }
            case HIDDEN -> status(State.STALE, news.time(), news.reason(), true);
            case CONNECTION_LOST -> status(State.LOST, news.time(), news.reason(), false);
            default -> throw new IllegalStateException(news.state().name());
        }
    }

    private void status(State now, double time, String why, boolean always) {
        if (always || state != now || !reason.equals(why)) {
            state = now;
            reason = why;
            output.send(new StreamStatus(stream.id(), now, time, why, now == State.STALE));
        }
    }

    /** Says every few seconds how well the stream is. @param now in seconds of the LSL clock */
    public void beat(double now) {
        if (samples > 0 && now - told >= QUALITY_EVERY) {
            told = now;
            double rate = stream.rate() > 0 && last > began ? (samples - 1) / (last - began) : Double.NaN;
            output.send(new StreamQuality(stream.id(), now, samples, rate, Double.NaN, missing, 0, 0, Double.NaN, offset,
                    uncertainty, measured));
        }
    }
}
