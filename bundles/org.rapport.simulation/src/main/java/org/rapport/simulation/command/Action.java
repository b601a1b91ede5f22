package org.rapport.simulation.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Something that happens to a session while it runs.
 *
 * @param verb what happens
 * @param device the device it happens to, empty if it happens to all
 * @param argument the new name or the number of seconds, empty if the verb takes none
 */
record Action(Verb verb, String device, String argument) {

    /** What can happen, and how it is written. */
    enum Verb {
        DROP("DEVICE", "switches a device off; its stream disappears", any -> true), RESTORE("DEVICE",
                "switches it on again; the same device, a new stream", any -> true), DELAY("DEVICE SECONDS",
                        "lets its samples arrive late, with the right time stamps; 0 ends it", Verb::isDelay), JUMP(
                                "DEVICE SECONDS", "lets its clock jump: all stamps from now on are off by that much more",
                                Verb::isJump), PACKETS("DEVICE SECONDS",
                                        "lets it send only so often, each sample stamped when it is sent; 0 ends it",
                                        Verb::isDelay), RENAME("DEVICE NAME", "switches it off and on under another stream name",
                                                any -> true), QUIT("", "ends the session",
                                                        any -> true), HELP("", "lists what can be done", any -> true);

        private static final double LONGEST_DELAY = 3600;
        private static final double FARTHEST_JUMP = 1e9;

        private final String parameters;
        private final String meaning;
        private final Predicate<String> accepts;

        Verb(String parameters, String meaning, Predicate<String> accepts) {
            this.parameters = parameters;
            this.meaning = meaning;
            this.accepts = accepts;
        }

        private static boolean isDelay(String text) {
            return isBetween(text, 0, LONGEST_DELAY);
        }

        private static boolean isJump(String text) {
            return isBetween(text, -FARTHEST_JUMP, FARTHEST_JUMP);
        }

        private static boolean isBetween(String text, double least, double most) {
            try {
                double seconds = Double.parseDouble(text);
                return seconds >= least && seconds <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** How it is written, such as {@code drop DEVICE}. */
        private String usage() {
            return (word() + " " + parameters).strip();
        }

        private int parameterCount() {
            return parameters.isEmpty() ? 0 : parameters.split(" ").length;
        }
    }

    /**
     * Reads an action as a user writes it.
     *
     * @throws IllegalArgumentException if it is none, or the device is unknown; one line that says what there is
     */
    static Action parse(String line, List<String> devices) {
        String[] words = line.strip().split("\\s+");
        Verb verb = verb(words[0]);
        if (words.length - 1 != verb.parameterCount()) {
            throw new IllegalArgumentException("\"" + line.strip() + "\" is written: " + verb.usage());
        }
        String device = words.length > 1 ? words[1] : "";
        if (!device.isEmpty() && !devices.contains(device)) {
            throw new IllegalArgumentException(unknownDevice(device, devices));
        }
        String argument = words.length > 2 ? words[2] : "";
        if (!verb.accepts.test(argument)) {
            throw new IllegalArgumentException("\"" + argument + "\" is no number of seconds that " + verb.word() + " can take");
        }
        return new Action(verb, device, argument);
    }

    private static Verb verb(String word) {
        return Arrays.stream(Verb.values()).filter(verb -> verb.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no action \"" + word + "\"; there are "
                        + Arrays.stream(Verb.values()).map(Verb::usage).collect(Collectors.joining(", "))));
    }

    static String unknownDevice(String name, List<String> devices) {
        return "there is no device \"" + name + "\"; there are " + String.join(", ", devices);
    }

    /** What can be done, one line each. */
    static String help() {
        return Arrays.stream(Verb.values()).map(verb -> String.format(Locale.ROOT, "  %-23s %s", verb.usage(), verb.meaning))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** The argument of a verb that takes a number of seconds. */
    double seconds() {
        return Double.parseDouble(argument);
    }

    /** As a user writes it. */
    @Override
    public String toString() {
        return String.join(" ", verb.word(), device, argument).strip();
    }
}
