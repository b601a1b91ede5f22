package org.rapport.model.network;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.rapport.model.NamedArray;

/** The networks that come with Rapport, all from the same signals to the same targets. */
public enum StandardArchitecture implements Architecture {
    /**
     * The paper's (section 4): for each person a dense layer and a bidirectional LSTM, then four attentions over the window.
     */
    CROSS_DOMAIN("the paper's", Set.of("paper"), false, CrossDomainNetwork::new, CrossDomainRows::new),
    /**
     * The same for live use without delay: what it predicts for a step depends on no later step. Its LSTMs go forward in time
     * only, with 2h units, so that all other layers keep their sizes; its attentions see the past alone.
     */
    CROSS_DOMAIN_CAUSAL("the paper's for live use, with the past alone", Set.of("causal"), true, CrossDomainNetwork::new,
            CrossDomainRows::new),
    /**
     * The kind of baseline that the paper compares with (Table 2, Wang and Chanel 2021): both people's signals side by side
     * through one bidirectional LSTM. It has no attention, so no distillation or enhancement loss either.
     */
    LSTM("a baseline: one LSTM over both people's signals", Set.of(), false, LstmNetwork::new, LstmRows::new),
    /**
     * For live use at little cost: for each person a dense layer and a GRU forward in time, then two attentions, each person's
     * to the other's last {@link NetworkShape#steps} steps. It runs row by row with its state, whatever the length of a session.
     */
    GRU("a GRU for each person, each attending to the other's past; runs row by row", Set.of(), true, GruNetwork::new,
            (shape, weights, step) -> new GruRows(shape, weights)) {
        @Override
        public int columns(int hidden) {
            return hidden;
        }

        @Override
        public Recipe recipe() {
            return Recipe.CONCORDANCE;
        }

        @Override
        public Optional<Supplier<RowNetwork>> rowByRow(NetworkShape shape, Map<String, NamedArray> weights, int step) {
            return step == shape.steps() - 1 ? super.rowByRow(shape, weights, step) : Optional.empty();
        }
    };

    private final String title;
    private final Set<String> otherNames;
    private final boolean causal;
    private final Function<Blueprint, Network> network;
    private final Rows rows;

    /** Makes the form that takes rows. */
    @FunctionalInterface
    private interface Rows {
        RowNetwork of(NetworkShape shape, LoadedWeights weights, int step);
    }

    StandardArchitecture(String title, Set<String> otherNames, boolean causal, Function<Blueprint, Network> network, Rows rows) {
        this.title = title;
        this.otherNames = otherNames;
        this.causal = causal;
        this.network = network;
        this.rows = rows;
    }

    @Override
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Set<String> otherNames() {
        return otherNames;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean isCausal() {
        return causal;
    }

    @Override
    public Network network(Blueprint blueprint) {
        return network.apply(blueprint);
    }

    @Override
    public Optional<Supplier<RowNetwork>> rowByRow(NetworkShape shape, Map<String, NamedArray> weights, int step) {
        LoadedWeights loaded = new LoadedWeights(weights);
        rows.of(shape, loaded, step); // are they its weights?
        return Optional.of(() -> rows.of(shape, loaded, step));
    }
}
