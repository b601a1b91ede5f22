package org.rapport.training.experiment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.training.data.Recording;

/**
 * Signals that a model does without.
 *
 * @param role whose
 * @param types their content types; empty for all of that person
 */
record LeftOut(Role role, Set<String> types) {
    LeftOut {
        types = Set.copyOf(types);
    }

    boolean isWholePerson() {
        return types.isEmpty();
    }

    boolean contains(Channel channel) {
        return channel.role() == role && (isWholePerson() || types.contains(channel.type()));
    }

    /** Why nothing can be learned without them from such data. */
    Optional<String> impossible(Recording recording) {
        List<Channel> channels = role == Role.EMITTER ? recording.emitterChannels() : recording.receiverChannels();
        long out = channels.stream().filter(this::contains).count();
        if (out == 0) {
            return Optional.of("not in this study");
        }
        return out == channels.size() && !isWholePerson()
                ? Optional.of("nothing else of the " + role.word() + " is in this study") : Optional.empty();
    }

    /** Data to learn from without them, as if these columns had never been. */
    Recording apply(Recording recording) {
        return isWholePerson() ? recording.withoutPerson(role) : recording.without(this::contains);
    }

    /** Data to predict without them, for a model that learned with them: the same columns without values. */
    Recording blinded(Recording recording) {
        return recording.with(recording.emitter().withoutValues(columns(recording.emitterChannels())),
                recording.receiver().withoutValues(columns(recording.receiverChannels())));
    }

    private int[] columns(List<Channel> channels) {
        return IntStream.range(0, channels.size()).filter(i -> contains(channels.get(i))).toArray();
    }
}
