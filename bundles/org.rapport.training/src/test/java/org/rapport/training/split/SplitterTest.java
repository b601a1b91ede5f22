package org.rapport.training.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

class SplitterTest {
    @Test
    void byDyadPutsNobodyOnTwoSides() throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 40; i++) { // each receiver watches two emitters, so pairs of sessions belong together
            sessions.add(Planted.session("s" + i, "e" + i / 2, "r" + i / 4));
        }
        for (long seed = 0; seed < 20; seed++) {
            Split split = Splitter.split(study(sessions), new SplitOptions(Protocol.BY_DYAD, seed));
            assertThat(split.training().size() + split.validation().size() + split.test().size()).isEqualTo(40);
            checkApart(split, Session::emitter);
            checkApart(split, Session::receiver);
        }
    }

    @Test
    void learnsFromFewerOfTheSameAndTestsTheSame() throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sessions.add(Planted.session("s" + i, "e" + i, "r" + i));
        }
        for (SplitOptions options : SplitOptions.allFolds(Protocol.BY_DYAD, 3, 5)) {
            Split all = Splitter.split(study(sessions), options);
            Split twelve = Splitter.split(study(sessions), options.learningFrom(12));
            Split five = Splitter.split(study(sessions), options.learningFrom(5));
            assertThat(five.training()).hasSize(5);
            assertThat(twelve.training()).hasSize(12).containsAll(five.training());
            assertThat(all.training()).hasSizeGreaterThan(12).containsSubsequence(twelve.training());
            assertThat(five.test()).isEqualTo(all.test());
            assertThat(five.validation()).isEqualTo(all.validation());
            assertThat(five.name()).isEqualTo(all.name() + " learning from 5");
        }
        assertThatThrownBy(() -> Splitter.split(study(sessions), new SplitOptions(Protocol.BY_DYAD, 3, 1, 5, 19)))
                .isInstanceOf(StudyException.class)
                .hasMessageEndingWith(": --learn-from 19 is more than the 17 sessions of the training side");
    }

    @Test
    void whoRateEachOtherAreOnePersonInBothRoles() throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sessions.add(Planted.session("s" + i, "p" + i, "p" + (i ^ 1)));
        }
        for (long seed = 0; seed < 20; seed++) {
            Split split = Splitter.split(study(sessions), new SplitOptions(Protocol.BY_DYAD, seed));
            assertThat(split.unused()).isZero();
            checkPeopleApart(split);
        }
        for (int fold = 1; fold <= 5; fold++) {
            checkPeopleApart(Splitter.split(study(sessions), new SplitOptions(Protocol.BY_DYAD, 5, fold, 1)));
        }
    }

    @Test
    void aRoundRobinIsRefusedByDyadAndSplitByPersonWithWhatJoinsTheSidesLeftOut() throws Exception {
        Study study = study(roundRobin(20));
        for (long seed = 0; seed < 20; seed++) {
            Split split = Splitter.split(study, new SplitOptions(Protocol.BY_PERSON, seed));
            checkPeopleApart(split);
            assertThat(split.training()).hasSize(16 * 15);
            assertThat(split.test()).hasSize(2);
            assertThat(split.unused()).isEqualTo(20 * 19 - 16 * 15 - 2 - 2);
            assertThat(split.description()).isEqualTo("by-person, 136 of 380 sessions left out, which join two sides");
        }
        checkPeopleApart(Splitter.split(study, new SplitOptions(Protocol.BY_PERSON, 5, 2, 1)));
        assertThatThrownBy(() -> Splitter.split(study, new SplitOptions(Protocol.BY_DYAD, 1))).isInstanceOf(StudyException.class)
                .hasMessageContaining("its sessions fall into 1 group(s) of people who share nobody")
                .hasMessageContaining("choose --split by-person, which leaves out the sessions between people of two sides "
                        + "(here 136 of 380)");
        assertThatThrownBy(() -> Splitter.split(study(roundRobin(4)), new SplitOptions(Protocol.BY_PERSON, 1)))
                .hasMessageContaining("has too few people who met for --split by-person");
    }

    @Test
    void aReceiverOfTheTestSetIsNoEmitterOfTheTraining() throws Exception {
        for (Protocol protocol : List.of(Protocol.BY_RECEIVER, Protocol.BY_EMITTER)) {
            Split split = Splitter.split(study(roundRobin(30)), new SplitOptions(protocol, 2));
            checkPeopleApart(split);
            assertThat(split.unused()).isPositive();
        }
    }

    @Test
    void byStimulusAndByReceiverAndStimulusKeepThoseApart() throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (Session session : crossed(20, 13)) { // of a confederate in thirteen films
            sessions.add(new Session(session.name(), "c", session.receiver(), "film " + session.emitter(), session.captures()));
        }
        Split byStimulus = Splitter.split(study(sessions), new SplitOptions(Protocol.BY_STIMULUS, 3));
        checkApart(byStimulus, Session::stimulus);
        assertThat(byStimulus.unused()).isZero();
        Split both = Splitter.split(study(sessions), new SplitOptions(Protocol.BY_RECEIVER_AND_STIMULUS, 3));
        checkApart(both, Session::stimulus);
        checkApart(both, Session::receiver);
        assertThat(both.unused()).isEqualTo(260 - both.training().size() - both.validation().size() - both.test().size());
    }

    /** Nobody on two sides, in whatever role. */
    private static void checkPeopleApart(Split split) {
        List<List<Excerpt>> sides = List.of(split.training(), split.validation(), split.test());
        Set<String> seen = new HashSet<>();
        for (List<Excerpt> side : sides) {
            assertThat(side).isNotEmpty();
            Set<String> people = people(side, Session::emitter);
            people.addAll(people(side, Session::receiver));
            assertThat(Collections.disjoint(people, seen)).as("somebody is on two sides").isTrue();
            seen.addAll(people);
        }
    }

    private static List<Session> roundRobin(int people) {
        List<Session> sessions = new ArrayList<>();
        for (int one = 0; one < people; one++) {
            for (int other = 0; other < people; other++) {
                if (one != other) {
                    sessions.add(Planted.session("s" + one + "-" + other, "p" + one, "p" + other));
                }
            }
        }
        return sessions;
    }

    @Test
    void byPersonLeavesOutWhatJoinsTheSidesWhereEverybodyMetEverybody() throws Exception {
        Split split = Splitter.split(study(crossed(20, 13)), new SplitOptions(Protocol.BY_PERSON, 4));
        checkApart(split, Session::emitter);
        checkApart(split, Session::receiver);
        assertThat(split.training()).hasSize(16 * 11);
        assertThat(split.test()).hasSize(2);
        assertThat(split.unused()).isEqualTo(20 * 13 - 16 * 11 - 2 - 2);
    }

    @Test
    void byReceiverAndByEmitterKeepOneOfTheTwoApart() throws Exception {
        Study study = study(crossed(20, 13));
        Split byReceiver = Splitter.split(study, new SplitOptions(Protocol.BY_RECEIVER, 4));
        checkApart(byReceiver, Session::receiver);
        assertThat(people(byReceiver.test(), Session::emitter)).isEqualTo(people(byReceiver.training(), Session::emitter));
        Split byEmitter = Splitter.split(study, new SplitOptions(Protocol.BY_EMITTER, 4));
        checkApart(byEmitter, Session::emitter);
        assertThat(people(byEmitter.test(), Session::receiver)).isEqualTo(people(byEmitter.training(), Session::receiver));
    }

    @Test
    void everySessionIsInOneTestSideOfTheFolds() throws Exception {
        Study study = study(crossed(11, 1));
        List<Session> tested = new ArrayList<>();
        for (int fold = 1; fold <= 5; fold++) {
            Split split = Splitter.split(study, new SplitOptions(Protocol.BY_RECEIVER, 5, fold, 9));
            checkApart(split, Session::receiver);
            assertThat(split.name()).isEqualTo("by-receiver fold " + fold + "/5");
            split.test().forEach(excerpt -> tested.add(excerpt.session()));
        }
        assertThat(tested).containsExactlyInAnyOrderElementsOf(study.sessions());
    }

    @Test
    void foldsAreValidatedByOtherPeopleEach() throws Exception {
        Study study = study(Planted.dyads(40, 1).stream().map(Recording::session).toList());
        Set<Session> validated = new HashSet<>();
        for (int fold = 1; fold <= 10; fold++) {
            Split split = Splitter.split(study, new SplitOptions(Protocol.BY_DYAD, 10, fold, 9));
            assertThat(split.validation()).hasSize(4);
            split.validation().forEach(excerpt -> validated.add(excerpt.session()));
        }
        assertThat(validated).hasSizeGreaterThan(30);
    }

    @Test
    void mixedHasPartsOfARecordingOnAllSidesWithAWindowBetween() throws Exception {
        Recording recording = Planted.dyads(1, 1000).get(0);
        Split split = Splitter.split(study(List.of(recording.session())), new SplitOptions(Protocol.MIXED, 3));
        assertThat(split.title()).contains("leaking");
        List<int[]> taken = new ArrayList<>();
        for (List<Excerpt> side : List.of(split.training(), split.validation(), split.test())) {
            assertThat(side).isNotEmpty();
            for (Excerpt excerpt : side) {
                double[] times = excerpt.of(recording, 30).times();
                taken.add(new int[]{(int) Math.round(times[0] * Planted.RATE),
                        (int) Math.round(times[times.length - 1] * Planted.RATE)});
            }
        }
        taken.sort((a, b) -> a[0] - b[0]);
        for (int i = 1; i < taken.size(); i++) {
            assertThat(taken.get(i)[0] - taken.get(i - 1)[1]).isEqualTo(31); // rows between them: 30
        }
        assertThat(taken.size()).isGreaterThan(2);
    }

    @Test
    void isTheSameForTheSameSeed() throws Exception {
        for (Protocol protocol : Protocol.values()) {
            Study study = study(protocol == Protocol.BY_DYAD ? Planted.dyads(20, 1).stream().map(Recording::session).toList()
                    : crossed(10, 10));
            Split split = Splitter.split(study, new SplitOptions(protocol, 5));
            assertThat(Splitter.split(study, new SplitOptions(protocol, 5))).isEqualTo(split);
            assertThat(Splitter.split(study, new SplitOptions(protocol, 6))).isNotEqualTo(split);
        }
    }

    @Test
    void tooFewPeopleAreRefusedInOneLine() {
        List<Session> sessions = List.of(Planted.session("a", "e1", "r1"), Planted.session("b", "e1", "r2"),
                Planted.session("c", "e2", "r2"), Planted.session("d", "e3", "r1"));
        assertThatThrownBy(() -> Splitter.split(study(sessions), new SplitOptions(Protocol.BY_DYAD, 1)))
                .isInstanceOf(StudyException.class).hasMessageContaining("1 group(s)").hasMessageContaining("--split");
        assertThatThrownBy(() -> Splitter.split(study(sessions), new SplitOptions(Protocol.BY_RECEIVER, 1)))
                .hasMessageContaining("has 2 receiver(s)");
        assertThatThrownBy(() -> Splitter.split(study(sessions), new SplitOptions(Protocol.BY_EMITTER, 4, 1, 1)))
                .hasMessageContaining("needs 4");
    }

    private static void checkApart(Split split, Function<Session, String> person) {
        List<List<Excerpt>> sides = List.of(split.training(), split.validation(), split.test());
        for (List<Excerpt> one : sides) {
            assertThat(one).isNotEmpty();
            for (List<Excerpt> other : sides) {
                if (one != other) {
                    assertThat(people(one, person)).doesNotContainAnyElementsOf(people(other, person));
                }
            }
        }
    }

    private static Set<String> people(List<Excerpt> excerpts, Function<Session, String> person) {
        Set<String> people = new HashSet<>();
        excerpts.forEach(excerpt -> people.add(person.apply(excerpt.session())));
        return people;
    }

    private static List<Session> crossed(int receivers, int emitters) {
        List<Session> sessions = new ArrayList<>();
        for (int receiver = 0; receiver < receivers; receiver++) {
            for (int emitter = 0; emitter < emitters; emitter++) {
                sessions.add(Planted.session("s" + receiver + "-" + emitter, "e" + emitter, "r" + receiver));
            }
        }
        return sessions;
    }

    private static Study study(List<Session> sessions) {
        return new Study(Path.of("study"), "test", true, List.of(), 0, List.of(), sessions, Map.of(), "");
    }
}
