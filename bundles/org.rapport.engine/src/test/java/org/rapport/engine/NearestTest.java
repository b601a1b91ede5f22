package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"streems,streams", "chekc,check", "tran,train", "insp,inspect", "simualte,simulate", "nodse,nodes"})
    void theNearestCommandIsAskedFor(String word, String meant) {
        List<String> known = List.of("check", "inspect", "nodes", "record", "simulate", "streams", "train");
        assertThat(Nearest.question(word, known)).isEqualTo("; did you mean \"" + meant + "\"?");
    }

    @Test
    void aWordThatIsNearNothingIsNotGuessed() {
        assertThat(Nearest.question("frobnicate", List.of("check", "train"))).isEmpty();
        assertThat(Nearest.question("", List.of("check", "train"))).isEmpty();
        assertThat(Nearest.question("x".repeat(10_000), List.of("check"))).isEmpty();
    }
}
