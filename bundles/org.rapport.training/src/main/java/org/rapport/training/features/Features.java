package org.rapport.training.features;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/**
 * What was made of one capture, and what the receiver reported in it.
 *
 * @param provenance how the rows were made
 * @param times the rows' times in seconds
 * @param people the signals of each person who is in it
 * @param labels one for each of the study's targets
 */
record Features(Contract.Features provenance, double[] times, List<Person> people, List<Reports> labels) {

    /**
     * One person's signals.
     *
     * @param channels the columns, in order
     * @param rows as many as there are times, in the devices' units; NaN is missing
     */
    record Person(Role role, List<Channel> channels, FeatureRows rows) {
        /** @throws StudyException if two channels have one name */
        static Person of(Role role, List<Channel> channels, FeatureRows rows) throws StudyException {
            Set<String> paths = new HashSet<>();
            for (Channel channel : channels) {
                if (!paths.add(channel.path())) {
                    throw new StudyException(
                            "two channels are called " + channel.path() + "; let only one device of a kind feed the model");
                }
            }
            return new Person(role, channels, rows);
        }
    }

    Optional<Person> person(Role role) {
        return people.stream().filter(person -> person.role() == role).findFirst();
    }

    /** Rows a second. */
    double rate() {
        return provenance.rate();
    }
}
