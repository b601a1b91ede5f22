package org.rapport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class NodeAnswerTest {

    @Test
    void nodesAreCountedOnceHoweverManyPartsTheyDo() {
        assertThat(NodeAnswer.line(List.of(new NodeAnswer("a", "rapport 1, Java 17"), new NodeAnswer("b", "rapport 1, Java 17"),
                new NodeAnswer("a", "rapport 1, Java 17")))).isEqualTo("2 nodes answer, for 3 parts at once: rapport 1, Java 17");
    }

    @Test
    void whereVersionsDifferItSaysWhoHasWhich() {
        assertThat(NodeAnswer.line(List.of(new NodeAnswer("c", "rapport 1, Java 21"), new NodeAnswer("b", "rapport 1, Java 17"),
                new NodeAnswer("a", "rapport 1, Java 17"))))
                .isEqualTo("3 nodes answer, for 3 parts at once: rapport 1, Java 17 on a, b; rapport 1, Java 21 on c");
    }
}
