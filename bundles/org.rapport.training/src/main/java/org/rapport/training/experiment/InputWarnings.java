package org.rapport.training.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Recording;

/** What of the input counts for less than it seems: values far from all others, and channels that hardly ever change. */
public final class InputWarnings {
    private static final int ROWS_AT_ONCE = 1024;
    private static final int MOST_LINES = 20;
    private static final int MOST_NAMES = 3;
    /** The channel that stands for a person of whom nothing is measured. */
    private static final String PLACEHOLDER = "constant";

    private final Contract contract;

    private InputWarnings(Contract contract) {
        this.contract = contract;
    }

    /**
     * A line for each channel.
     *
     * @param contract the inputs with the statistics of the training sessions, and what is clipped
     */
    public static List<String> of(Contract contract, List<Recording> recordings) {
        InputWarnings warnings = new InputWarnings(contract);
        List<String> lines = new ArrayList<>();
        List<String> constant = new ArrayList<>();
        for (Role role : Role.values()) {
            warnings.add(role, recordings, lines, constant);
        }
        if (lines.size() > MOST_LINES) {
            int more = lines.size() - MOST_LINES;
            lines.subList(MOST_LINES, lines.size()).clear();
            lines.add("warning: " + more + " more channels have such values");
        }
        if (!constant.isEmpty()) {
            lines.add("warning: never " + (constant.size() == 1 ? "changes, and so tells" : "change, and so tell") + " nothing: "
                    + names(constant));
        }
        return lines;
    }

    private void add(Role role, List<Recording> recordings, List<String> lines, List<String> constant) {
        List<Contract.Input> inputs = contract.inputs(role);
        Count[] counts = new Count[inputs.size()];
        for (int column = 0; column < counts.length; column++) {
            counts[column] = new Count();
        }
        float[] some = new float[ROWS_AT_ONCE * counts.length];
        for (Recording recording : recordings) {
            FeatureRows rows = role == Role.EMITTER ? recording.emitter() : recording.receiver();
            for (int row = 0; row < rows.count(); row += ROWS_AT_ONCE) {
                int length = Math.min(ROWS_AT_ONCE, rows.count() - row) * counts.length;
                rows.read(row, length / counts.length, some, 0);
                for (int i = 0; i < length; i++) {
                    counts[i % counts.length].add(inputs.get(i % counts.length), some[i], recording.session().name());
                }
            }
        }
        for (int column = 0; column < counts.length; column++) {
            Contract.Input input = inputs.get(column);
            if (counts[column].odd > 0) {
                lines.add(counts[column].line(input));
            } else if (input.std() == 0 && counts[column].values > 0 && !input.channel().label().equals(PLACEHOLDER)) {
                constant.add(input.channel().path());
            }
        }
    }

    private static String names(List<String> all) {
        return all.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (all.size() > MOST_NAMES ? " and " + (all.size() - MOST_NAMES) + " more" : "");
    }

    /** One channel's values that are not like the rest. */
    private final class Count {
        private final Set<String> sessions = new LinkedHashSet<>();
        private long values;
        private long odd;
        private float furthest;

        void add(Contract.Input input, float value, String session) {
            if (!Float.isFinite(value)) {
                return; // missing
            }
            values++;
            double distance = distance(input, value);
            if (input.std() == 0 ? distance > Math.ulp((float) input.mean()) : distance > contract.clip() * input.std()) {
                furthest = odd++ == 0 || distance > distance(input, furthest) ? value : furthest;
                sessions.add(session);
            }
        }

        private double distance(Contract.Input input, float value) {
            return Math.abs(value - input.mean());
        }

        String line(Contract.Input input) {
            String where = sessions.size() == 1 ? "session " + sessions.iterator().next()
                    : "sessions " + names(List.copyOf(sessions));
            return String.format(Locale.ROOT, "warning: %s: %d of %d values ", input.channel().path(), odd, values)
                    + (input.std() == 0
                            ? "differ from " + (float) input.mean() + ", too few to learn from, so the channel counts as constant"
                            : String.format(Locale.ROOT, "are beyond %.0f standard deviations and count as at that limit",
                                    contract.clip()))
                    + " (" + where + ", furthest " + furthest + "); look at the device";
        }
    }
}
