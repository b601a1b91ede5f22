package org.rapport.training.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

import picocli.CommandLine.Model.OptionSpec;

/** The values of one option that a search may take. */
sealed interface Choices {

    /** One of them. */
    JsonEntry draw(Random random);

    /** Those that stand in the file: if each of them can be, so can all. */
    List<JsonEntry> written();

    /**
     * @param entry a list of values, or {@code {"from": 0.0003, "to": 0.003, "scale": "log"}} of a number
     * @throws FileFault if it is neither, or a value is none of the option's type
     */
    static Choices read(JsonEntry entry, OptionSpec option) throws FileFault {
        if (!entry.isObject()) {
            List<JsonEntry> values = entry.elements();
            if (values.isEmpty()) {
                throw entry.fault("must have a value to choose");
            }
            for (JsonEntry value : values) {
                OptionsFile.check(value, option);
            }
            return new Listed(values);
        }
        if (!Set.of(int.class, double.class, Double.class).contains(option.type())) {
            throw entry.fault("must be a list of values, for it is no number");
        }
        entry.allow(List.of("from", "to", "scale"));
        Range range = new Range(entry.needed("from"), entry.needed("to"),
                entry.get("scale").isPresent() ? entry.needed("scale").word(Scale.class) : Scale.LINEAR,
                option.type() == int.class);
        for (JsonEntry end : range.written()) {
            OptionsFile.check(end, option);
        }
        if (range.from.number() >= range.to.number()) {
            throw range.to.fault("must be above \"from\"");
        }
        if (range.scale == Scale.LOG && range.from.number() <= 0) {
            throw range.from.fault("must be above 0 on a \"log\" scale");
        }
        return range;
    }

    /** How a range is drawn from. */
    enum Scale {
        /** All values alike. */
        LINEAR,
        /** All orders of magnitude alike. */
        LOG
    }

    /** One of a list. */
    record Listed(List<JsonEntry> written) implements Choices {
        @Override
        public JsonEntry draw(Random random) {
            return written.get(random.nextInt(written.size()));
        }
    }

    /**
     * Any number between two, of three digits: more would say nothing.
     *
     * @param isWhole whether it is a count
     */
    record Range(JsonEntry from, JsonEntry to, Scale scale, boolean isWhole) implements Choices {
        private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

        @Override
        public List<JsonEntry> written() {
            return List.of(from, to);
        }

        @Override
        public JsonEntry draw(Random random) {
            BigDecimal least = (BigDecimal) from.value();
            BigDecimal most = (BigDecimal) to.value();
            double part = random.nextDouble();
            double low = least.doubleValue();
            double high = most.doubleValue();
            BigDecimal drawn = BigDecimal
                    .valueOf(scale == Scale.LOG ? low * Math.pow(high / low, part) : low + (high - low) * part);
            BigDecimal rounded = isWhole ? drawn.setScale(0, RoundingMode.HALF_EVEN) : drawn.round(DIGITS);
            return new JsonEntry(from.source(), from.line(), from.key(), rounded.max(least).min(most).stripTrailingZeros());
        }
    }
}
