package org.rapport.inference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.Modalities;

/**
 * What of one modality of a model is not there.
 *
 * @param missing the channels that are not there, at least one
 * @param channels how many it has
 */
record Lack(List<Channel> missing, int channels) {
    private static final int NAMED_AT_MOST = 12;

    Lack {
        missing = List.copyOf(missing);
    }

    /** What is missing of which modality, in the model's order. */
    static List<Lack> of(Contract contract, List<Channel> missing) {
        Set<Channel> gone = new HashSet<>(missing);
        List<Lack> lacks = new ArrayList<>();
        for (Role role : List.of(Role.EMITTER, Role.RECEIVER)) {
            List<Contract.Input> inputs = contract.inputs(role);
            for (int[] columns : Modalities.of(inputs)) {
                List<Channel> without = new ArrayList<>();
                for (int column : columns) {
                    Channel channel = inputs.get(column).channel();
                    if (gone.contains(channel)) {
                        without.add(channel);
                    }
                }
                if (!without.isEmpty()) {
                    lacks.add(new Lack(without, columns.length));
                }
            }
        }
        return lacks;
    }

    /** A channel that stands for all of them. */
    Channel example() {
        return missing.get(0);
    }

    /** Whether nothing of the modality is there. */
    boolean isWhole() {
        return missing.size() == channels;
    }

    /** What is missing, such as {@code the emitter's Audio (all 15 channels: ...)}. */
    String words() {
        Channel one = example();
        String kind = one.type() + (one.extractor().isEmpty() ? "" : " by " + one.extractor());
        String count = channels == 1 ? "channel " : (isWhole() ? "all " : missing.size() + " of ") + channels + " channels: ";
        return "the " + one.role().word() + "'s " + kind + " (" + count + names() + ")";
    }

    private String names() {
        Stream<String> names = missing.stream().map(Channel::label).limit(NAMED_AT_MOST);
        int more = missing.size() - NAMED_AT_MOST;
        return names.collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
    }
}
