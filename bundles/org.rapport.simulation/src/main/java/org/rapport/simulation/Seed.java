package org.rapport.simulation;

import java.util.Random;

/**
 * A number that everything random about a person grows from. Each part draws from a stream of its own, so that what one
 * device has sent never changes what another will.
 */
record Seed(long value) {

    /** The random numbers for one purpose; the same for every call. */
    Random random(String purpose) {
        return new Random(mixed(value, purpose));
    }

    /** The seed of one part of this person. */
    Seed of(String part) {
        return new Seed(mixed(value, part));
    }

    /** The finaliser of SplitMix64: neighbouring seeds give unrelated numbers. */
    private static long mixed(long value, String purpose) {
        long z = value * 0x9E3779B97F4A7C15L + purpose.hashCode();
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
