package org.rapport.chaos;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A kind of trouble.
 *
 * @param shortest seconds that it lasts at least
 * @param longest seconds that it lasts at most
 * @param trouble one of the kind
 */
record Kind(double shortest, double longest, Function<RandomGenerator, Trouble> trouble) {
}
