package org.rapport.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.home.Home;
import org.rapport.api.node.NodeCheck;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.folder.ModelFolder;

/** Compares a pipeline with the contract of its model before anything starts, and with the streams that came of a preflight. */
@Component(property = NodeCheck.TYPE + "=" + ImpressionNode.TYPE)
public final class ContractCheck implements NodeCheck {
    private static final String OFFLINE = "the model was trained on features that were resampled offline, from whole recordings, "
            + "which no live graph can make; train it anew with \"resampling\": \"live\" in study.json";
    /** Plays a recording of both people, each stream as of whom it says it is. */
    private static final String REPLAY = "rapport.source.replay";

    private final Path home;

    @Activate
    public ContractCheck(@Reference Home home) {
        this(home.folder());
    }

    ContractCheck(Path home) {
        this.home = home;
    }

    @Override
    public List<Problem> check(PlannedNode node) {
        try {
            Contract contract = ModelFolder.contract(home.resolve(node.setting("model").orElse("")));
            return Optional.<Problem>empty().or(() -> features(node, contract.features()))
                    .or(() -> role(node, contract, Role.EMITTER)).or(() -> role(node, contract, Role.RECEIVER))
                    .or(() -> budget(node, contract)).stream().toList();
        } catch (ModelException e) {
            return List.of(new Problem("model", e.getMessage()));
        }
    }

    @Override
    public Fitness live(PlannedNode node, Map<String, List<StreamDescription>> streams) {
        try {
            Contract contract = ModelFolder.contract(home.resolve(node.setting("model").orElse("")));
            PlannedNode features = node.inputs().get(0);
            List<StreamDescription> rows = streams.getOrDefault(features.name(), List.of());
            return rows.isEmpty()
                    ? new Fitness(List.of("would predict nothing: \"" + features.name() + "\" made no row meanwhile"), List.of())
                    : fitness(contract, rows.get(rows.size() - 1), new Mend(features, streams));
        } catch (ModelException e) {
            return new Fitness(List.of(e.getMessage()), List.of());
        }
    }

    private static Fitness fitness(Contract contract, StreamDescription rows, Mend mend) {
        String difference = difference(contract.features(), rows.rate(), rows.origin().toMap());
        if (!difference.isEmpty()) {
            return new Fitness(List.of("would refuse: " + difference), List.of());
        }
        List<Channel> missing = new ArrayList<>();
        try {
            for (Role role : List.of(Role.EMITTER, Role.RECEIVER)) {
                missing.addAll(new InputWindow(contract.inputs(role), 1).connect(rows));
            }
        } catch (IllegalArgumentException e) {
            return new Fitness(List.of("would refuse: " + e.getMessage()), List.of());
        }
        List<String> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Lack lack : Lack.of(contract, missing)) {
            if (lack.isWhole()) {
                problems.add("the model lacks " + lack.words() + "; " + mend.of(lack));
            } else {
                notes.add("the model goes without " + lack.words());
            }
        }
        return new Fitness(problems, notes);
    }

    private static Optional<Problem> features(PlannedNode node, Contract.Features wanted) {
        if (node.inputs().size() != 1) {
            return Optional.of(new Problem("inputs", "the model reads from one node with the features of both people, not from "
                    + node.inputs().size() + "; put a " + wanted.node() + " between"));
        }
        if (isOffline(wanted)) {
            return Optional.of(new Problem("model", OFFLINE));
        }
        PlannedNode input = node.inputs().get(0);
        if (!input.type().equals(wanted.node())) {
            return Optional.of(new Problem("inputs",
                    "the model was trained on the rows of a " + wanted.node() + ", but \"" + input.name() + "\" is a "
                            + input.type() + "; put a " + wanted.node() + " between, or train with --features " + input.name()));
        }
        Map<String, String> planned = planned(input, wanted);
        String difference = difference(new Contract.Features(wanted.rate(), wanted.node(), comparable(wanted, planned)),
                Double.parseDouble(planned.getOrDefault("rate", "0")), planned);
        return difference.isEmpty() ? Optional.empty() : Optional.of(new Problem("inputs", difference));
    }

    /** No prediction is younger than what it waits for by its settings. */
    private static Optional<Problem> budget(PlannedNode node, Contract contract) {
        double budget = node.setting("budget").map(Double::parseDouble).orElse(0.0);
        double reach = PredictionTiming.reach(contract, contract.features().settings());
        return budget == 0 || !(budget <= reach) ? Optional.empty()
                : Optional.of(new Problem("budget",
                        String.format(Locale.ROOT,
                                "no prediction is younger than the %.2f s of its rows' delay and the model's look-ahead; "
                                        + "give more than that, or 0 for none",
                                reach)));
    }

    /** What the file says of the contract's settings, each in the nearest node upstream that has it. */
    private static Map<String, String> planned(PlannedNode input, Contract.Features wanted) {
        Map<String, String> planned = new TreeMap<>();
        for (String key : wanted.settings().keySet()) {
            input.upstream(one -> one.setting(key).isPresent()).flatMap(one -> one.setting(key))
                    .ifPresent(value -> planned.put(key, value));
        }
        return planned;
    }

    /** Settings of the contract that a pipeline file can set; the rest shows once samples flow. */
    private static Map<String, String> comparable(Contract.Features wanted, Map<String, String> planned) {
        Map<String, String> comparable = new TreeMap<>(wanted.settings());
        comparable.keySet().retainAll(planned.keySet());
        return comparable;
    }

    private static Optional<Problem> role(PlannedNode node, Contract contract, Role role) {
        boolean needed = !contract.inputs(role).isEmpty();
        boolean there = node
                .upstream(one -> one.setting("role").filter(role.word()::equals).isPresent() || one.type().equals(REPLAY))
                .isPresent();
        return !needed || there ? Optional.empty() : Optional.of(new Problem("inputs", "the model needs signals of the "
                + role.word() + ", but no source upstream has \"role\": \"" + role.word() + "\""));
    }

    private static boolean isOffline(Contract.Features features) {
        return "offline".equals(features.settings().get("resampling"));
    }

    /** What differs between the features that a model was trained on and those that it gets; empty if nothing. */
    static String difference(Contract.Features wanted, double rate, Map<String, String> settings) {
        if (rate != wanted.rate()) {
            return "the model was trained at rate " + wanted.rate() + ", but gets " + rate + " rows a second; set \"rate\": "
                    + wanted.rate() + " in the " + wanted.node();
        }
        if (isOffline(wanted)) {
            return OFFLINE;
        }
        String node = settings.getOrDefault("node", wanted.node());
        if (!node.equals(wanted.node())) {
            return "the model was trained on the rows of a " + wanted.node() + ", but gets those of a " + node;
        }
        for (Map.Entry<String, String> setting : new TreeMap<>(wanted.settings()).entrySet()) {
            String got = settings.get(setting.getKey());
            if (!setting.getValue().equals(got)) {
                return "the model was trained with \"" + setting.getKey() + "\": " + setting.getValue() + ", but gets " + got
                        + "; set it so before the model";
            }
        }
        return settings.keySet().stream().filter(key -> !wanted.settings().containsKey(key)).sorted().findFirst()
                .map(key -> "the model was trained without \"" + key + "\", but gets rows with \"" + key + "\": "
                        + settings.get(key) + "; take that node out before the model")
                .orElse("");
    }
}
