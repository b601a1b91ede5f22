package org.rapport.lsl.dialects;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

import org.rapport.api.signal.Channel.Scale;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.TextPattern;

/**
 * Reads a dialect file: a JSON object with the keys
 * <dl>
 * <dt>{@code unedited}<dd>keeps the file from being used; the command that writes it puts it there
 * <dt>{@code about}<dd>which device it is
 * <dt>{@code query}<dd>an LSL predicate that finds it where its content type does not
 * <dt>{@code recognise}<dd>a list of alternatives, each with {@code name}, {@code type}, {@code sourceId},
 * {@code manufacturer}, {@code model} (patterns), {@code labels} (all of them in order), {@code includes} (patterns of some of
 * them), {@code unlabelled} (a count); what an alternative names must all hold
 * <dt>{@code labelFrom}<dd>the elements of a channel's description that may hold its label; {@code label}, {@code name}; the
 * texts of several with blanks between, such as {@code eye label}, are joined
 * <dt>{@code leading}<dd>labels of channels at the front that the description passes over
 * <dt>{@code names}<dd>labels for channels that have none, in order; only <code>{type}</code> for the stream's type
 * <dt>{@code extractor}, {@code extractorFromModel}<dd>the program that computed the values
 * <dt>{@code rate}<dd>{@code measured} where the rate that the outlet says is only a claim
 * <dt>{@code validity}<dd>a list of {@code label}, {@code above} and {@code below} (numbers; without both, it must reach the
 * setting minConfidence), {@code of} (a pattern; left out, all)
 * <dt>{@code channels}<dd>a list of rules, of which the first that fits counts: {@code label} (a pattern), {@code wireUnit}
 * (a unit or a list of them), and either {@code drop} (why) or {@code type}, {@code as}, {@code unit}, {@code factor},
 * {@code offset}, {@code reciprocal}, {@code scale}, {@code missing}, {@code note}
 * </dl>
 * Patterns are Java regular expressions and match as a whole, whatever the case.
 */
final class DialectReader {
    private static final Set<String> KEYS = Set.of("about", "query", "recognise", "labelFrom", "leading", "names", "extractor",
            "extractorFromModel", "validity", "channels", "rate", "unedited");
    private static final Set<String> RECOGNISE_KEYS = Set.of("name", "type", "sourceId", "manufacturer", "model", "labels",
            "includes", "unlabelled");
    private static final Set<String> VALIDITY_KEYS = Set.of("label", "above", "below", "of");
    private static final Set<String> RULE_KEYS = Set.of("label", "wireUnit", "drop", "type", "as", "unit", "factor", "offset",
            "reciprocal", "scale", "missing", "note");

    private final String name;
    private final Units units;

    /**
     * @param name the dialect's name: its file without the ending
     * @param units the spellings of units
     */
    DialectReader(String name, Units units) {
        this.name = name;
        this.units = units;
    }

    /** @throws FileFault if it is no dialect */
    Dialect read(JsonEntry root) throws FileFault {
        root.allow(KEYS);
        Optional<JsonEntry> unedited = root.get("unedited");
        if (unedited.isPresent()) {
            throw unedited.get()
                    .fault("says that nobody has looked at the file yet; see that each of its channels is right, and take "
                            + "this line out");
        }
        List<Recogniser> recognisers = new ArrayList<>();
        for (JsonEntry alternative : root.list("recognise")) {
            recognisers.add(recogniser(alternative));
        }
        List<Validity> validities = new ArrayList<>();
        for (JsonEntry validity : root.list("validity")) {
            validities.add(validity(validity));
        }
        List<Rule> rules = new ArrayList<>();
        for (JsonEntry channel : root.list("channels")) {
            rules.add(rule(channel));
        }
        if (rules.isEmpty()) {
            throw root.fault("lacks \"channels\"; add a rule for each channel");
        }
        List<String> elements = texts(root, "labelFrom");
        return new Dialect(name, root.text("about", ""), root.text("query", ""), recognisers,
                new Dialect.Labels(elements.isEmpty() ? WireChannel.LABEL_ELEMENTS : elements, texts(root, "leading"),
                        texts(root, "names")),
                new Dialect.Extractor(root.text("extractor", ""), root.flag("extractorFromModel")), validities, rules, units,
                isMeasured(root));
    }

    private static boolean isMeasured(JsonEntry root) throws FileFault {
        Optional<JsonEntry> rate = root.get("rate");
        if (rate.isPresent() && !rate.get().text().equals("measured")) {
            throw rate.get().fault("must be \"measured\"; leave it out where the rate that the device says is true");
        }
        return rate.isPresent();
    }

    private Recogniser recogniser(JsonEntry json) throws FileFault {
        json.allow(RECOGNISE_KEYS);
        Map<Recogniser.Property, TextPattern> properties = new EnumMap<>(Recogniser.Property.class);
        for (Recogniser.Property property : Recogniser.Property.values()) {
            Optional<JsonEntry> pattern = json.get(property.key());
            if (pattern.isPresent()) {
                properties.put(property, pattern(pattern.get()));
            }
        }
        Recogniser recogniser = new Recogniser(properties, texts(json, "labels"), patterns(json, "includes"), count(json));
        if (properties.isEmpty() && recogniser.labels().isEmpty() && recogniser.includes().isEmpty()
                && recogniser.unlabelled().isEmpty()) {
            throw json.fault("says nothing, and so would recognise every stream; give for instance \"labels\"");
        }
        return recogniser;
    }

    private static OptionalInt count(JsonEntry json) throws FileFault {
        Optional<JsonEntry> count = json.get("unlabelled");
        return count.isPresent() ? OptionalInt.of(count.get().integer()) : OptionalInt.empty();
    }

    private Validity validity(JsonEntry json) throws FileFault {
        json.allow(VALIDITY_KEYS);
        Optional<JsonEntry> of = json.get("of");
        return new Validity(pattern(json.needed("label")), json.number("above"), json.number("below"),
                of.isPresent() ? pattern(of.get()) : TextPattern.of(".*", Pattern.DOTALL));
    }

    private Rule rule(JsonEntry json) throws FileFault {
        json.allow(RULE_KEYS);
        String type = json.text("type", "");
        String drop = json.text("drop", "");
        if (type.isEmpty() == drop.isEmpty()) {
            throw json.fault("needs either \"type\" (what the channel is) or \"drop\" (why it is left out)");
        }
        TextPattern label = pattern(json.needed("label"));
        return new Rule(label, texts(json, "wireUnit"), type, replacement(json, label), json.text("unit", ""), conversion(json),
                scale(json, type), missing(json), drop.isEmpty() ? json.text("note", "") : drop);
    }

    private static String replacement(JsonEntry json, TextPattern label) throws FileFault {
        String as = json.text("as", "$0");
        for (int i = 0; i + 1 < as.length(); i++) {
            if (as.charAt(i) == '$' && (as.charAt(i + 1) < '0' || as.charAt(i + 1) > '0' + label.groups())) {
                throw json.needed("as").fault("refers to " + as.substring(i, i + 2) + ", a group that \"label\" does not have");
            }
        }
        if (as.endsWith("$") || as.indexOf('\\') >= 0) {
            throw json.needed("as").fault("must hold neither a backslash nor a $ at its end");
        }
        return as;
    }

    private static Conversion conversion(JsonEntry json) throws FileFault {
        boolean reciprocal = json.flag("reciprocal");
        OptionalDouble offset = json.number("offset");
        if (reciprocal && offset.isPresent()) {
            throw json.needed("offset").fault("does not go with \"reciprocal\"; remove one");
        }
        return new Conversion(json.number("factor").orElse(1), offset.orElse(0), reciprocal);
    }

    /** A stream of no rate may still be sampled, as a tracker's whose pictures come when they are ready; labels are steps. */
    private static Scale scale(JsonEntry json, String type) throws FileFault {
        String scale = json.text("scale", type.equals("Label") ? "stepwise" : "continuous");
        List<String> scales = new ArrayList<>();
        for (Scale one : Scale.values()) {
            scales.add(one.name().toLowerCase(Locale.ROOT));
        }
        if (!scales.contains(scale)) {
            throw json.needed("scale").fault("is \"" + scale + "\"; choose " + String.join(" or ", scales));
        }
        return Scale.values()[scales.indexOf(scale)];
    }

    private static Set<Float> missing(JsonEntry json) throws FileFault {
        Set<Float> missing = new HashSet<>();
        for (JsonEntry value : json.list("missing")) {
            missing.add((float) value.number());
        }
        return Set.copyOf(missing);
    }

    /** A list of texts, or one. */
    static List<String> texts(JsonEntry json, String key) throws FileFault {
        List<String> texts = new ArrayList<>();
        for (JsonEntry text : json.list(key)) {
            if (!(text.value() instanceof String)) {
                throw text.fault("must be text in quotes, or a list of such");
            }
            texts.add((String) text.value());
        }
        return texts;
    }

    private static List<TextPattern> patterns(JsonEntry json, String key) throws FileFault {
        List<TextPattern> patterns = new ArrayList<>();
        for (JsonEntry pattern : json.list(key)) {
            patterns.add(pattern(pattern));
        }
        return patterns;
    }

    private static TextPattern pattern(JsonEntry json) throws FileFault {
        return TextPattern.of(json, Pattern.CASE_INSENSITIVE);
    }
}
