package org.rapport.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;

/** A training ends with the same weights whenever it is run: no gradient is a sum whose order is left to chance. */
class BranchesTest {
    @ParameterizedTest
    @EnumSource(StandardArchitecture.class)
    void noGradientIsTheSumOfMoreThanTwo(StandardArchitecture architecture) {
        List<String> sums = new ArrayList<>();
        List<String> large = new ArrayList<>();
        try (Graph graph = new Graph()) {
            new TrainingGraph(graph, new TrainingPlan(new NetworkShape(3, 2, 8).withArchitecture(architecture), 1));
            graph.operations().forEachRemaining(operation -> {
                if (operation.type().equals("AddN")) {
                    sums.add(operation.name());
                    if (((GraphOperation) operation).numInputs() > 2) {
                        large.add(operation.name());
                    }
                }
            });
        }
        assertThat(sums).isNotEmpty();
        assertThat(large).isEmpty();
    }
}
