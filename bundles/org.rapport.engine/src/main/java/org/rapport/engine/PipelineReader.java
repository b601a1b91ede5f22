package org.rapport.engine;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;

/**
 * Reads a pipeline file: an OSGi configuration resource (OSGi Compendium 150), that is JSON with comments and one
 * {@code type~name} key a node. Keeps the line of every key, so that each fault can be shown where it stands.
 */
final class PipelineReader {
    /** No honest pipeline is longer; a larger file is something else. */
    static final int MAX_BYTES = 1 << 20;
    private static final Pattern NODE_KEY = Pattern.compile("([A-Za-z0-9._-]{1,200})~([A-Za-z0-9][A-Za-z0-9_-]{0,99})");
    private static final int MOST_NODES = 1000;
    private static final int LONGEST_WHOLE_NUMBER = 18;

    private final List<Fault> faults;

    private PipelineReader(List<Fault> faults) {
        this.faults = faults;
    }

    /**
     * Reads a file as far as it makes sense.
     *
     * @param faults takes what is wrong with its form
     * @throws IOException if the disk fails
     */
    static Pipeline read(Path file, List<Fault> faults) throws IOException {
        try {
            return new Pipeline(file, new PipelineReader(faults).nodes(JsonEntry.read(file, MAX_BYTES)));
        } catch (FileFault e) {
            faults.add(new Fault(e.line(), "", "", e.problem()));
            return new Pipeline(file, List.of());
        }
    }

    private List<Pipeline.Node> nodes(JsonEntry whole) throws FileFault {
        List<Pipeline.Node> nodes = new ArrayList<>();
        if (!whole.isObject()) {
            faults.add(new Fault(1, "", "", "must begin with {, followed by one \"type~name\": { ... } per node"));
            return nodes;
        }
        for (Map.Entry<String, JsonEntry> member : whole.members().entrySet()) {
            if (nodes.size() == MOST_NODES || faults.size() >= PipelineCheck.MOST_FAULTS) {
                throw member.getValue().fault(nodes.size() == MOST_NODES ? "is one node too many: there may be " + MOST_NODES
                        : "and the rest was not read: there are too many errors before it");
            }
            if (!member.getKey().startsWith(":configurator:")) { // the resource's own header; says nothing about nodes
                node(member.getKey(), member.getValue(), nodes);
            }
        }
        return nodes;
    }

    private void node(String key, JsonEntry entry, List<Pipeline.Node> nodes) throws FileFault {
        Matcher form = NODE_KEY.matcher(key);
        if (!form.matches()) {
            faults.add(new Fault(entry.line(), "", key,
                    "is not of the form type~name; write, for example, \"rapport.resampler~features\""));
        } else if (!entry.isObject()) {
            faults.add(new Fault(entry.line(), "", key, "needs an object { ... } with the node's settings"));
        } else {
            nodes.add(new Pipeline.Node(form.group(1), form.group(2), entry.line(), settings(form.group(2), entry)));
        }
    }

    private Map<String, Pipeline.Setting> settings(String node, JsonEntry entry) throws FileFault {
        Map<String, Pipeline.Setting> settings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> setting : entry.members().entrySet()) {
            Object value = value(setting.getValue());
            if (value == null) {
                faults.add(new Fault(setting.getValue().line(), node, setting.getKey(),
                        "must be text, a number, true, false or a list of these"));
            } else {
                settings.put(setting.getKey(), new Pipeline.Setting(setting.getValue().line(), value));
            }
        }
        return settings;
    }

    /** Null if it is nothing that a setting can be. */
    private static Object value(JsonEntry entry) throws FileFault {
        if (!entry.isList()) {
            return plain(entry);
        }
        List<Object> values = new ArrayList<>();
        for (JsonEntry element : entry.elements()) {
            values.add(plain(element));
        }
        return values.contains(null) ? null : values;
    }

    private static Object plain(JsonEntry entry) {
        if (entry.value() instanceof BigDecimal number) {
            return number(number);
        }
        return entry.isObject() || entry.isList() ? null : entry.value();
    }

    /** A whole number as Long, whatever has a point or does not fit as Double. */
    private static Object number(BigDecimal number) {
        if (number.scale() == 0 && number.precision() <= LONGEST_WHOLE_NUMBER) {
            return number.longValueExact();
        }
        return number.doubleValue();
    }
}
