package org.rapport.training.split;

import java.util.List;
import java.util.stream.Stream;

import org.rapport.training.data.Session;

/**
 * What is learned from, what the best epoch and the intervals are chosen by, and what is only scored.
 *
 * @param protocol what the sides do not have in common
 * @param name of the protocol and the fold, such as {@code by-dyad} or {@code by-dyad fold 2/5}
 * @param training learned from
 * @param validation chosen by; apart from the test side like the training side
 * @param test scored
 * @param unused sessions that would join two sides and are left out
 */
public record Split(Protocol protocol, String name, List<Excerpt> training, List<Excerpt> validation, List<Excerpt> test,
        int unused) {

    public Split {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /** The same with another training side. */
    Split withTraining(List<Excerpt> others) {
        return new Split(protocol, name, others, validation, test, unused);
    }

    /** All sessions that are on one of the sides. */
    public List<Session> sessions() {
        return Stream.of(training, validation, test).flatMap(List::stream).map(Excerpt::session).distinct().toList();
    }

    /** The sessions that are only scored, unless they are cut up. */
    public List<Session> tested() {
        return protocol == Protocol.MIXED ? List.of() : test.stream().map(Excerpt::session).distinct().toList();
    }

    /** The title, and how many sessions were left out for it. */
    public String description() {
        int all = sessions().size() + unused;
        return title() + (unused == 0 ? "" : ", " + unused + " of " + all + " sessions left out, which join two sides");
    }

    /** The name, with a warning where one is due. */
    public String title() {
        return protocol.isLeaking() ? name + " (leaking: the same people and stimuli in training and test)" : name;
    }
}
