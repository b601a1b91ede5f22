package org.rapport.simulation.command;

import java.util.List;

/**
 * An action that is planned.
 *
 * @param time when it is due, in seconds since the session began
 */
record TimedAction(double time, Action action) {

    /**
     * Reads it as {@code SECONDS ACTION}.
     *
     * @throws IllegalArgumentException if it is neither; one line
     */
    static TimedAction parse(String text, List<String> devices) {
        String[] parts = text.strip().split("\\s+", 2);
        try {
            double time = Double.parseDouble(parts[0]);
            if (parts.length == 2 && time >= 0) {
                return new TimedAction(time, Action.parse(parts[1], devices));
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "--at: \"" + text + "\" is not a time in seconds and an action, such as \"20 drop receiver-ecg\"");
    }
}
