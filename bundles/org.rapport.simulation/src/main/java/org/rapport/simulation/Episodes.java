package org.rapport.simulation;

import java.util.function.DoubleUnaryOperator;

/**
 * Something that goes on and off: it is on for a while, then off for a while. Asked for ascending times.
 */
final class Episodes {
    private final DoubleUnaryOperator on;
    private final DoubleUnaryOperator off;
    private boolean going;
    private double since;
    private double until;

    /**
     * Something that is off at first.
     *
     * @param on how long it goes on, in seconds, given the time when it begins
     * @param off how long it pauses, in seconds, given the time when it ends
     */
    Episodes(DoubleUnaryOperator on, DoubleUnaryOperator off) {
        this.on = on;
        this.off = off;
        until = off.applyAsDouble(0);
    }

    /** Whether it is on at {@code time} seconds. */
    boolean at(double time) {
        while (time >= until) {
            going = !going;
            since = until;
            until += (going ? on : off).applyAsDouble(until);
        }
        return going;
    }

    /** When the present episode or pause began. */
    double since() {
        return since;
    }

    /** When it will end. */
    double until() {
        return until;
    }
}
