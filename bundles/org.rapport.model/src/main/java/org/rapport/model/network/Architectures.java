package org.rapport.model.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kinds of network that can be chosen from.
 *
 * @param all of them, those that come with Rapport first
 */
public record Architectures(List<Architecture> all) {
    /** Those that come with Rapport. */
    public static final Architectures STANDARD = new Architectures(List.of(StandardArchitecture.values()));

    public Architectures {
        all = List.copyOf(all);
    }

    /** These and others. One of a name that is taken already is left out. */
    public Architectures with(List<? extends Architecture> others) {
        List<Architecture> more = new ArrayList<>(all);
        for (Architecture other : others) {
            if (of(other.key()).isEmpty()) {
                more.add(other);
            }
        }
        return new Architectures(more);
    }

    /** These and another, unless it is one of them. */
    public Architectures with(Architecture... others) {
        return with(Arrays.asList(others));
    }

    /** The one of a name, however that is capitalised and its words are joined; empty if there is none. */
    public Optional<Architecture> of(String name) {
        String word = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return all.stream().filter(one -> one.key().equals(word) || one.otherNames().contains(word)).findFirst();
    }

    /** All names, for a message. */
    public String names() {
        return all.stream().map(one -> one.otherNames().stream().findFirst().orElse(one.key())).collect(Collectors.joining(", "));
    }
}
