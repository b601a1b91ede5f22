package org.rapport.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FilmOrderTest {

    /** Each film is at each place equally often, and each pair of films follows each other equally often. */
    @Property(tries = 30)
    void latinSquaresAreBalanced(@ForAll @IntRange(min = 1, max = 13) int films) {
        int rows = FilmOrder.rows(films);
        Map<String, Integer> places = new HashMap<>();
        Map<String, Integer> pairs = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            List<Integer> order = FilmOrder.latin(films, row);
            assertThat(new HashSet<>(order)).hasSize(films);
            for (int i = 0; i < films; i++) {
                places.merge(order.get(i) + " at " + i, 1, Integer::sum);
                if (i > 0) {
                    pairs.merge(order.get(i - 1) + " " + order.get(i), 1, Integer::sum);
                }
            }
        }
        assertThat(places).hasSize(films * films);
        assertThat(places.values()).containsOnly(rows / films);
        if (films > 1) {
            assertThat(pairs).hasSize(films * (films - 1));
            assertThat(pairs.values()).containsOnly(rows / films);
        }
    }

    @Property(tries = 100)
    void anyOrderHasEachFilmOnceAndIsTheSameAgain(@ForAll @IntRange(min = 0, max = 40) int films, @ForAll long seed,
            @ForAll @Size(max = 10) String code, @ForAll @IntRange(min = 0, max = 100) int before) {
        for (String kind : List.of("given", "shuffled", "latin-square")) {
            FilmOrder order = FilmOrder.of(kind, films, seed, code, before);
            assertThat(order.places()).hasSize(films).doesNotHaveDuplicates().allMatch(place -> place >= 0 && place < films);
            assertThat(FilmOrder.of(kind, films, seed, code, before)).isEqualTo(order);
        }
    }

    @Property(tries = 1)
    void theNumberInACodeChoosesTheRowAndWhoHasNoneTakesTheNext() {
        assertThat(FilmOrder.of("latin-square", 4, 1, "R1", 9).places()).containsExactly(0, 1, 3, 2);
        assertThat(FilmOrder.of("latin-square", 4, 1, "S2-R6", 9).places()).containsExactly(1, 2, 0, 3);
        assertThat(FilmOrder.of("latin-square", 4, 1, "anna", 1).places()).containsExactly(1, 2, 0, 3);
        assertThat(FilmOrder.of("latin-square", 4, 1, "R5", 0)).isEqualTo(FilmOrder.of("latin-square", 4, 1, "R1", 0));
        assertThat(FilmOrder.of("latin-square", 3, 1, "R4", 0).words()).isEqualTo("row 4 of 6 of a balanced Latin square");
    }

    @Property(tries = 1)
    void participantsAndSeedsAreShuffledApart() {
        Set<List<Integer>> orders = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            orders.add(FilmOrder.of("shuffled", 12, 1, "R" + i, 0).places());
            orders.add(FilmOrder.of("shuffled", 12, 2, "R" + i, 0).places());
        }
        assertThat(orders).hasSize(100);
    }
}
