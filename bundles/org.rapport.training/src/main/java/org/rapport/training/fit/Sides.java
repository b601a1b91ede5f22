package org.rapport.training.fit;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.rapport.training.data.Recording;

/** The recordings on the three sides of a split. */
public record Sides(List<Recording> training, List<Recording> validation, List<Recording> test) {

    /** Of all three. */
    public List<Recording> all() {
        return Stream.of(training, validation, test).flatMap(List::stream).toList();
    }

    /** The same change made to all of them. */
    public Sides map(UnaryOperator<Recording> change) {
        return new Sides(training.stream().map(change).toList(), validation.stream().map(change).toList(),
                test.stream().map(change).toList());
    }
}
