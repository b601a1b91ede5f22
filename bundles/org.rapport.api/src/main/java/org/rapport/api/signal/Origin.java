package org.rapport.api.signal;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where the samples of a stream come from: a device, or a node that computed them. A model's contract, a recording and the page
 * keep it as text by name ({@link #toMap()}).
 */
@ProviderType
public sealed interface Origin {

    /** A device that says nothing of itself. */
    static Device device() {
        return new Device("", "", "");
    }

    /**
     * A node that computed the samples.
     *
     * @param nodeType its type, as {@code rapport.resampler}
     * @param settings those of its settings, and of the nodes before it, without which the samples would be others; values are
     *        kept as text
     */
    static Derived derived(String nodeType, Map<String, ?> settings) {
        return new Derived(nodeType, settings.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, setting -> String.valueOf(setting.getValue()))));
    }

    /** Finds again what {@link #toMap()} made; of a device, what it does not know is left out. */
    static Origin of(Map<String, String> facts) {
        String nodeType = facts.get(Derived.NODE);
        if (nodeType == null) {
            return new Device(facts.getOrDefault(Device.TYPE, ""), facts.getOrDefault(Device.CLOCK, ""),
                    facts.getOrDefault(Device.DIALECT, ""));
        }
        Map<String, String> settings = new HashMap<>(facts);
        settings.remove(Derived.NODE);
        return new Derived(nodeType, settings);
    }

    /**
     * The origin of what a node makes of these samples: its type and settings, and the settings of the nodes before it.
     *
     * @param nodeType its type
     * @param own its settings; one that a node before has too replaces that
     */
    default Derived then(String nodeType, Map<String, ?> own) {
        Map<String, Object> settings = new HashMap<>(this instanceof Derived before ? before.settings() : Map.of());
        settings.putAll(own);
        return derived(nodeType, settings);
    }

    /** All of it as text by name, in the order of the names. */
    SortedMap<String, String> toMap();

    /**
     * A device on the network or on this machine. What is empty is not known.
     *
     * @param type the content type that it says itself, as LSL's {@code type}
     * @param clock what its stamps are: {@code lsl} or {@code arrival}
     * @param dialect the dialect that it is read by
     */
    record Device(String type, String clock, String dialect) implements Origin {
        private static final String TYPE = "type";
        private static final String CLOCK = "clock";
        private static final String DIALECT = "dialect";

        public Device {
            Objects.requireNonNull(type);
            Objects.requireNonNull(clock);
            Objects.requireNonNull(dialect);
        }

        @Override
        public SortedMap<String, String> toMap() {
            SortedMap<String, String> facts = new TreeMap<>(Map.of(TYPE, type, CLOCK, clock, DIALECT, dialect));
            facts.values().removeIf(String::isEmpty);
            return facts;
        }
    }

    /**
     * A node that computed the samples. A model refuses rows that another node made, or one with other settings.
     *
     * @param nodeType its type, as {@code rapport.resampler}
     * @param settings those of its settings, and of the nodes before it, without which the samples would be others
     */
    record Derived(String nodeType, Map<String, String> settings) implements Origin {
        private static final String NODE = "node";

        /** @throws IllegalArgumentException if the type is empty or a setting is called {@code node}, as the type is in files */
        public Derived {
            if (nodeType.isEmpty() || settings.containsKey(NODE)) {
                throw new IllegalArgumentException(nodeType.isEmpty() ? "a node without a type"
                        : nodeType + ": no setting may be called \"" + NODE + "\", which stands for the node's type");
            }
            settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        }

        @Override
        public SortedMap<String, String> toMap() {
            SortedMap<String, String> facts = new TreeMap<>(settings);
            facts.put(NODE, nodeType);
            return facts;
        }
    }
}
