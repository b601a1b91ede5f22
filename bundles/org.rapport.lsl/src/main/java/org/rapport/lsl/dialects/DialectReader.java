package org.rapport.lsl.dialects;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.rapport.api.signal.Channel.Scale;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.stream.JsonParsingException;

/**
 * Reads a dialect file: a JSON object with the keys
 * <dl>
 * <dt>{@code about}<dd>which device it is
 * <dt>{@code query}<dd>an LSL predicate that finds it where its content type does not
 * <dt>{@code recognise}<dd>a list of alternatives, each with {@code name}, {@code type}, {@code sourceId},
 * {@code manufacturer}, {@code model} (patterns), {@code labels} (all of them in order), {@code includes} (patterns of some of
 * them), {@code unlabelled} (a count); what an alternative names must all hold
 * <dt>{@code labelFrom}<dd>the elements of a channel's description that may hold its label; {@code label}, {@code name}; the
 * texts of several with blanks between, such as {@code eye label}, are joined
 * <dt>{@code leading}<dd>labels of channels at the front that the description passes over
 * <dt>{@code names}<dd>labels for channels that have none, in order
 * <dt>{@code extractor}, {@code extractorFromModel}<dd>the program that computed the values
 * <dt>{@code validity}<dd>a list of {@code label}, {@code above} (a number; left out, the setting minConfidence),
 * {@code of} (a pattern; left out, all)
 * <dt>{@code channels}<dd>a list of rules, of which the first that fits counts: {@code label} (a pattern), {@code wireUnit}
 * (a unit or a list of them), and either {@code drop} (why) or {@code type}, {@code as}, {@code unit}, {@code factor},
 * {@code offset}, {@code reciprocal}, {@code scale}, {@code missing}, {@code note}
 * </dl>
 * Patterns are Java regular expressions and match as a whole, whatever the case.
 */
final class DialectReader {
    private static final Set<String> KEYS = Set.of("about", "query", "recognise", "labelFrom", "leading", "names", "extractor",
            "extractorFromModel", "validity", "channels");
    private static final Set<String> RECOGNISE_KEYS = Set.of("name", "type", "sourceId", "manufacturer", "model", "labels",
            "includes", "unlabelled");
    private static final Set<String> VALIDITY_KEYS = Set.of("label", "above", "of");
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

    /** @throws IllegalArgumentException if it is no dialect; one line that says where and why */
    Dialect read(String text) {
        JsonNode root = new JsonNode(parse(text), "");
        root.requireKeys(KEYS);
        List<Recogniser> recognisers = root.objects("recognise").stream().map(this::recogniser).toList();
        List<Rule> rules = root.objects("channels").stream().map(this::rule).toList();
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("\"channels\" is missing or empty; add a rule for each channel");
        }
        List<String> elements = root.texts("labelFrom");
        return new Dialect(name, root.text("about", ""), root.text("query", ""), recognisers,
                new Dialect.Labels(elements.isEmpty() ? WireChannel.LABEL_ELEMENTS : elements, root.texts("leading"),
                        root.texts("names")),
                new Dialect.Extractor(root.text("extractor", ""), root.flag("extractorFromModel")),
                root.objects("validity").stream().map(this::validity).toList(), rules, units);
    }

    /** @throws IllegalArgumentException if it is no JSON object */
    static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonParsingException e) {
            throw new IllegalArgumentException("is no JSON object at line " + e.getLocation().getLineNumber() + ", column "
                    + e.getLocation().getColumnNumber(), e);
        } catch (JsonException e) {
            throw new IllegalArgumentException("is no JSON object: " + e.getMessage(), e);
        }
    }

    private Recogniser recogniser(JsonNode json) {
        json.requireKeys(RECOGNISE_KEYS);
        Map<Recogniser.Property, Pattern> properties = new EnumMap<>(Recogniser.Property.class);
        for (Recogniser.Property property : Recogniser.Property.values()) {
            json.pattern(property.key()).ifPresent(pattern -> properties.put(property, pattern));
        }
        Recogniser recogniser = new Recogniser(properties, json.texts("labels"), json.patterns("includes"), count(json));
        if (properties.isEmpty() && recogniser.labels().isEmpty() && recogniser.includes().isEmpty() && recogniser.unlabelled()
                .isEmpty()) {
            throw json.fault("", "says nothing, and so would recognise every stream; give for instance \"labels\"");
        }
        return recogniser;
    }

    private static OptionalInt count(JsonNode json) {
        OptionalDouble count = json.number("unlabelled");
        return count.isPresent() ? OptionalInt.of((int) count.getAsDouble()) : OptionalInt.empty();
    }

    private Validity validity(JsonNode json) {
        json.requireKeys(VALIDITY_KEYS);
        return new Validity(json.requiredPattern("label"), json.number("above"),
                json.pattern("of").orElseGet(() -> Pattern.compile(".*", Pattern.DOTALL)));
    }

    private Rule rule(JsonNode json) {
        json.requireKeys(RULE_KEYS);
        String type = json.text("type", "");
        String drop = json.text("drop", "");
        if (type.isEmpty() == drop.isEmpty()) {
            throw json.fault("", "needs either \"type\" (what the channel is) or \"drop\" (why it is left out)");
        }
        Pattern label = json.requiredPattern("label");
        return new Rule(label, json.texts("wireUnit"), type, replacement(json, label), json.text("unit", ""), conversion(json),
                scale(json, type),
                json.numbers("missing").stream().map(Double::floatValue).collect(Collectors.toUnmodifiableSet()),
                drop.isEmpty() ? json.text("note", "") : drop);
    }

    private static String replacement(JsonNode json, Pattern label) {
        String as = json.text("as", "$0");
        for (int i = 0; i + 1 < as.length(); i++) {
            if (as.charAt(i) == '$' && (as.charAt(i + 1) < '0' || as.charAt(i + 1) > '0' + label.matcher("").groupCount())) {
                throw json.fault("as", "refers to " + as.substring(i, i + 2) + ", a group that \"label\" does not have");
            }
        }
        if (as.endsWith("$") || as.indexOf('\\') >= 0) {
            throw json.fault("as", "must hold neither a backslash nor a $ at its end");
        }
        return as;
    }

    private static Conversion conversion(JsonNode json) {
        boolean reciprocal = json.flag("reciprocal");
        OptionalDouble offset = json.number("offset");
        if (reciprocal && offset.isPresent()) {
            throw json.fault("offset", "does not go with \"reciprocal\"; remove one");
        }
        return new Conversion(json.number("factor").orElse(1), offset.orElse(0), reciprocal);
    }

    /** A stream of no rate may still be sampled, as a tracker's whose pictures come when they are ready; labels are steps. */
    private static Scale scale(JsonNode json, String type) {
        String scale = json.text("scale", type.equals("Label") ? "stepwise" : "continuous");
        List<String> scales = new ArrayList<>();
        for (Scale one : Scale.values()) {
            scales.add(one.name().toLowerCase(Locale.ROOT));
        }
        if (!scales.contains(scale)) {
            throw json.fault("scale", "is \"" + scale + "\"; choose " + String.join(" or ", scales));
        }
        return Scale.values()[scales.indexOf(scale)];
    }
}
