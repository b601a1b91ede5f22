package org.rapport.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.osgi.service.metatype.AttributeDefinition;
import org.rapport.json.Shown;

/** Compares the settings of one node with what its type describes: keys, types, ranges and choices. */
final class SettingsCheck {
    private static final Map<Integer, String> WORDS = Map.of(AttributeDefinition.STRING, "text in quotes",
            AttributeDefinition.BOOLEAN, "true or false", AttributeDefinition.INTEGER, "a whole number", AttributeDefinition.LONG,
            "a whole number", AttributeDefinition.DOUBLE, "a number", AttributeDefinition.FLOAT, "a number");

    /** Enough to see what is wrong with one node. */
    private static final int MOST = 20;

    private final Pipeline.Node node;
    private final NodeType type;
    private final List<Fault> faults = new ArrayList<>();

    SettingsCheck(Pipeline.Node node, NodeType type) {
        this.node = node;
        this.type = type;
    }

    List<Fault> faults() {
        node.settings().forEach((key, setting) -> {
            AttributeDefinition definition = type.settings().get(key);
            if (definition == null) {
                fault(key, "unknown key" + Nearest.hint(key, type.settings().keySet()) + "; " + type.id() + " has "
                        + String.join(", ", type.settings().keySet()));
            } else {
                value(definition, setting.value());
            }
        });
        for (String key : type.required()) {
            if (!node.settings().containsKey(key)) {
                fault(key, "is missing; add it: " + sentence(type.settings().get(key).getDescription()));
            }
        }
        return faults;
    }

    private void value(AttributeDefinition setting, Object value) {
        if (value instanceof List<?> list) {
            if (setting.getCardinality() == 0) {
                fault(setting.getID(), "takes one value, not a list; write " + WORDS.get(setting.getType()));
                return;
            }
            list.forEach(one -> single(setting, one));
        } else {
            single(setting, value);
        }
    }

    private void single(AttributeDefinition setting, Object value) {
        if (!fits(setting.getType(), value)) {
            fault(setting.getID(), "must be " + WORDS.get(setting.getType()) + ", but is " + quoted(value) + "; "
                    + sentence(setting.getDescription()));
            return;
        }
        String wrong = setting.validate(String.valueOf(value).replace("\\", "\\\\").replace(",", "\\,"));
        if (wrong != null && !wrong.isEmpty()) {
            String[] choices = setting.getOptionValues();
            fault(setting.getID(), quoted(value) + " is not allowed; " + (choices != null && choices.length > 0
                    ? "choose " + String.join(" or ", choices) : sentence(setting.getDescription())));
        }
    }

    private static boolean fits(int type, Object value) {
        return switch (type) {
            case AttributeDefinition.STRING -> value instanceof String || value instanceof Number; // a rate is one or the other
            case AttributeDefinition.BOOLEAN -> value instanceof Boolean;
            case AttributeDefinition.INTEGER -> value instanceof Long number && number == number.intValue();
            case AttributeDefinition.LONG -> value instanceof Long;
            default -> value instanceof Number;
        };
    }

    private static String quoted(Object value) {
        return value instanceof String text ? "\"" + Shown.name(text) + "\"" : String.valueOf(value);
    }

    private static String sentence(String description) {
        return description == null ? "see 'rapport nodes'" : description.strip();
    }

    private void fault(String key, String message) {
        if (faults.size() < MOST) {
            faults.add(Fault.of(node, key, message));
        }
    }
}
