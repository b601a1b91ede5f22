package org.rapport.model.network;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Networks in training that predict together, the mean of what each predicts: alike but for their seeds. One alone is one too.
 *
 * @param members at least one, all of one shape
 */
public record Ensemble(List<Trainer> members) implements AutoCloseable {

    /** @throws IllegalArgumentException if the members do not take and give the same */
    public Ensemble {
        members = List.copyOf(members);
        if (members.stream().map(member -> member.plan().shape()).distinct().count() != 1) {
            throw new IllegalArgumentException("networks that predict together must be of one shape");
        }
    }

    /** That of each member. */
    public NetworkShape shape() {
        return members.get(0).plan().shape();
    }

    /** The mean of {@link Trainer#predict}. */
    public float[] predict(float[] emitter, float[] receiver) {
        int windows = emitter.length / (shape().steps() * shape().emitterWidth());
        float[] mean = new float[windows * shape().steps() * shape().targets()];
        Means.into(mean, members, (member, out) -> System.arraycopy(member.predict(emitter, receiver), 0, out, 0, out.length));
        return mean;
    }

    /**
     * At work on a session, as the model will be live; empty if the architecture takes windows.
     *
     * @param step of a window, from 0: the one whose prediction counts live
     */
    public Optional<LiveRows> live(int step) {
        List<Supplier<RowNetwork>> rows = members.stream().flatMap(member -> member.rowByRow(step).stream()).toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(LiveRows.of(MeanRows.of(rows), shape().steps()));
    }

    @Override
    public void close() {
        members.forEach(Trainer::close);
    }
}
