package org.rapport.training.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;

/**
 * One session, or a part of it, on the model's grid.
 *
 * @param session where it comes from
 * @param emitterChannels K channels, in the order of the columns
 * @param receiverChannels L channels
 * @param provenance how the rows were made
 * @param times the rows' times in seconds
 * @param emitter rows x K, in the devices' units; NaN is missing
 * @param receiver rows x L
 * @param labels rows x targets, as the receiver reported them, in the study's order; NaN before the first report
 */
public record Recording(Session session, List<Channel> emitterChannels, List<Channel> receiverChannels,
        Contract.Features provenance, double[] times, FeatureRows emitter, FeatureRows receiver, FeatureRows labels) {

    /** A session's times alone, for predictions that were made where its signals are. */
    public static Recording unmeasured(Session session, double[] times) {
        FeatureRows nothing = FeatureRows.of(new float[0], 1);
        return new Recording(session, List.of(), List.of(), new Contract.Features(1, "none", Map.of()), times, nothing, nothing,
                nothing);
    }

    public int rows() {
        return times.length;
    }

    /** Rows a second. */
    public double rate() {
        return provenance.rate();
    }

    /** Whether no row is left out among some, as the resampler does where nobody was there for long. */
    public boolean isUnbroken(int from, int count) {
        double last = times[from + count - 1];
        return Math.abs(last - times[from] - (count - 1) / rate()) < 0.5 / rate();
    }

    /** Rows {@code from} to {@code to}, the last one not included. */
    public Recording slice(int from, int to) {
        return new Recording(session, emitterChannels, receiverChannels, provenance, Arrays.copyOfRange(times, from, to),
                emitter.slice(from, to), receiver.slice(from, to), labels.slice(from, to));
    }

    /** The same rows some seconds earlier, as another clock tells the time. */
    public Recording earlier(double seconds) {
        return new Recording(session, emitterChannels, receiverChannels, provenance,
                Arrays.stream(times).map(time -> time - seconds).toArray(), emitter, receiver, labels);
    }

    /** With other signals of the two people, of as many rows. */
    public Recording with(FeatureRows otherEmitter, FeatureRows otherReceiver) {
        return new Recording(session, emitterChannels, receiverChannels, provenance, times, otherEmitter, otherReceiver, labels);
    }

    /** The same receiver and labels with the emitter of another session: a pseudo-dyad, cut to the shorter of both. */
    public Recording withEmitterOf(Recording other) {
        int rows = Math.min(rows(), other.rows());
        return slice(0, rows).with(other.emitter.slice(0, rows), receiver.slice(0, rows));
    }

    /**
     * Without the columns of some channels, as if they had never been.
     *
     * @throws IllegalArgumentException if nothing is left of a person
     */
    public Recording without(Predicate<Channel> channels) {
        int[] emitterKept = kept(emitterChannels, channels);
        int[] receiverKept = kept(receiverChannels, channels);
        if (emitterKept.length == 0 || receiverKept.length == 0) {
            throw new IllegalArgumentException(
                    session.name() + ": no channel of the " + (emitterKept.length == 0 ? "emitter" : "receiver") + " is left");
        }
        return new Recording(session, IntStream.of(emitterKept).mapToObj(emitterChannels::get).toList(),
                IntStream.of(receiverKept).mapToObj(receiverChannels::get).toList(), provenance, times,
                emitter.select(emitterKept), receiver.select(receiverKept), labels);
    }

    /** With one channel that never changes, and so says nothing, in place of all signals of one of the two. */
    public Recording withoutPerson(Role role) {
        List<Channel> nothing = List.of(new Channel(role, "None", "constant", "", "", Channel.Scale.CONTINUOUS));
        FeatureRows constant = FeatureRows.of(new float[rows()], 1);
        return role == Role.EMITTER
                ? new Recording(session, nothing, receiverChannels, provenance, times, constant, receiver, labels)
                : new Recording(session, emitterChannels, nothing, provenance, times, emitter, constant, labels);
    }

    private static int[] kept(List<Channel> channels, Predicate<Channel> out) {
        return IntStream.range(0, channels.size()).filter(i -> !out.test(channels.get(i))).toArray();
    }
}
