package org.rapport.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class DyadSplitTest {
    @Test
    void putsNobodyOnTwoSides() throws Exception {
        List<Study.Session> sessions = new ArrayList<>();
        for (int i = 0; i < 40; i++) { // each receiver watches two emitters, so pairs of sessions belong together
            sessions.add(session("s" + i, "e" + i / 2, "r" + i / 4));
        }
        for (long seed = 0; seed < 20; seed++) {
            DyadSplit split = DyadSplit.of(study(sessions), seed);
            assertThat(split.training().size() + split.validation().size() + split.test().size()).isEqualTo(40);
            List<List<Study.Session>> sides = List.of(split.training(), split.validation(), split.test());
            for (List<Study.Session> one : sides) {
                assertThat(one).isNotEmpty();
                for (List<Study.Session> other : sides) {
                    if (one != other) {
                        assertThat(people(one)).doesNotContainAnyElementsOf(people(other));
                    }
                }
            }
        }
    }

    @Test
    void isTheSameForTheSameSeed() throws Exception {
        List<Study.Session> sessions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sessions.add(session("s" + i, "e" + i, "r" + i));
        }
        assertThat(DyadSplit.of(study(sessions), 5)).isEqualTo(DyadSplit.of(study(sessions), 5));
        assertThat(DyadSplit.of(study(sessions), 5)).isNotEqualTo(DyadSplit.of(study(sessions), 6));
    }

    @Test
    void refusesAStudyWhereEverybodyMetEverybody() {
        List<Study.Session> sessions = List.of(session("a", "e1", "r1"), session("b", "e1", "r2"), session("c", "e2", "r2"), session("d", "e3", "r1"));
        assertThatThrownBy(() -> DyadSplit.of(study(sessions), 1)).isInstanceOf(StudyException.class).hasMessageContaining("1 group(s)");
    }

    private static Set<String> people(List<Study.Session> sessions) {
        Set<String> people = new HashSet<>();
        sessions.forEach(session -> people.addAll(Set.of("e" + session.emitter(), "r" + session.receiver())));
        return people;
    }

    private static Study study(List<Study.Session> sessions) {
        return new Study(Path.of("study"), "test", true, sessions, "");
    }

    private static Study.Session session(String name, String emitter, String receiver) {
        return new Study.Session(name, emitter, receiver, Path.of(name + ".xdf"));
    }
}
