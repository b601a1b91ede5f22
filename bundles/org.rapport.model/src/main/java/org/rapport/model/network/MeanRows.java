package org.rapport.model.network;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Several networks that take the same rows, and predict the mean of what each predicts. */
public final class MeanRows implements RowNetwork {
    private final List<RowNetwork> members;

    private MeanRows(List<RowNetwork> members) {
        this.members = members;
    }

    /** One network for several; one alone is as it is. */
    public static Supplier<RowNetwork> of(List<Supplier<RowNetwork>> members) {
        return members.size() == 1 ? members.get(0) : () -> new MeanRows(members.stream().map(Supplier::get).toList());
    }

    @Override
    public void restart() {
        members.forEach(RowNetwork::restart);
    }

    @Override
    public void add(float[] emitter, float[] receiver) {
        members.forEach(member -> member.add(emitter, receiver));
    }

    @Override
    public void predict(float[] out) {
        Means.into(out, members, RowNetwork::predict);
    }

    @Override
    public Optional<RowNetwork> beside(boolean sameEmitter) {
        List<RowNetwork> beside = members.stream().flatMap(member -> member.beside(sameEmitter).stream()).toList();
        return beside.size() == members.size() ? Optional.of(new MeanRows(beside)) : Optional.empty();
    }

    @Override
    public boolean isEndless() {
        return members.stream().anyMatch(RowNetwork::isEndless);
    }
}
