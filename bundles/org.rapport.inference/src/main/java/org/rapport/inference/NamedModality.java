package org.rapport.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.Modalities;

/**
 * The columns of one person that come from one device or program, and what they are called in streams.
 *
 * @param role whose
 * @param columns of that person's rows
 * @param name such as {@code emitter.Face}; a second one of the same content type is {@code emitter.Face-2}
 */
record NamedModality(Role role, int[] columns, String name) {

    /** Those of a model, the emitter's first. */
    static List<NamedModality> of(Contract contract) {
        List<NamedModality> all = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>();
        for (Role role : List.of(Role.EMITTER, Role.RECEIVER)) {
            for (int[] columns : Modalities.of(contract.inputs(role))) {
                String name = role.word() + "." + contract.inputs(role).get(columns[0]).channel().type();
                int number = taken.merge(name, 1, Integer::sum);
                all.add(new NamedModality(role, columns, number == 1 ? name : name + "-" + number));
            }
        }
        return all;
    }
}
