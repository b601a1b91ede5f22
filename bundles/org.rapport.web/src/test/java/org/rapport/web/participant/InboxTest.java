package org.rapport.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Inbox inbox = new Inbox();

    private static Arrival.Rows rows(long forgotten, int first, int count) {
        double[] stamps = new double[count];
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            stamps[i] = first + i;
            values[2 * i] = first + i;
            values[2 * i + 1] = -(first + i);
        }
        return new Arrival.Rows(forgotten, stamps, 0, 2, values, 0);
    }

    private List<Float> taken() {
        List<Float> all = new ArrayList<>();
        inbox.all().forEach(arrival -> {
            Arrival.Rows rows = (Arrival.Rows) arrival;
            for (int i = 0; i < rows.stamps().length; i++) {
                assertThat(rows.stamps()[i]).isEqualTo(rows.values()[2 * i]);
                all.add(rows.values()[2 * i]);
            }
        });
        return all;
    }

    @Test
    void takesEachRowOnceWhateverIsSentAgain() {
        inbox.take(0, rows(0, 0, 3));
        inbox.take(1, rows(0, 1, 2));
        inbox.take(1, rows(0, 1, 4));
        inbox.take(0, rows(0, 0, 6));
        assertThat(taken()).containsExactly(0f, 1f, 2f, 3f, 4f, 5f);
        assertThat(inbox.nextRow()).isEqualTo(6);
    }

    @Test
    void waitsForRowsThatAreStillToCome() {
        inbox.take(2, rows(0, 2, 2));
        assertThat(taken()).isEmpty();
        assertThat(inbox.nextRow()).isZero();
        inbox.take(0, rows(0, 0, 4));
        assertThat(taken()).containsExactly(0f, 1f, 2f, 3f);
    }

    @Test
    void countsWhatWillNeverCome() {
        inbox.take(0, rows(0, 0, 1));
        inbox.take(5, rows(4, 5, 1));
        assertThat(((Arrival.Rows) inbox.all().get(1)).forgotten()).isEqualTo(4);
        assertThat(inbox.nextRow()).isEqualTo(6);
    }

    /** A page that sends all that is not acknowledged, over a connection that loses what is under way at any time. */
    @Test
    void losesAndDoublesNothingOverAnyCuts() {
        Random chance = new Random(11);
        for (int round = 0; round < 200; round++) {
            Inbox one = new Inbox();
            long acknowledged = 0;
            List<Float> got = new ArrayList<>();
            int made = 0;
            while (acknowledged < 60) {
                made = Math.min(60, made + chance.nextInt(5));
                if (made > acknowledged) {
                    int first = (int) acknowledged;
                    int sent = chance.nextInt(made - first) + 1;
                    if (chance.nextInt(3) > 0) { // it arrives
                        one.take(first, rows(0, first, sent));
                    }
                    if (chance.nextInt(3) > 0) { // and so does the answer
                        acknowledged = one.nextRow();
                    }
                }
            }
            one.all().forEach(arrival -> {
                for (double stamp : ((Arrival.Rows) arrival).stamps()) {
                    got.add((float) stamp);
                }
            });
            assertThat(got).hasSize(60);
            assertThat(got).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void takesEventsOnceAndInOrder() {
        inbox.take(0, new Arrival.Event(1, List.of("a")));
        inbox.take(2, new Arrival.Event(3, List.of("c")));
        inbox.take(0, new Arrival.Event(1, List.of("a")));
        inbox.take(1, new Arrival.Event(2, List.of("b")));
        inbox.take(2, new Arrival.Event(3, List.of("c")));
        assertThat(inbox.all()).extracting(one -> ((Arrival.Event) one).values().get(0)).containsExactly("a", "b", "c");
    }

    @Test
    void takesNoMoreThanThereIsRoomForAndThePageKeepsIt() {
        for (int i = 0; i < 20_000; i++) {
            inbox.take(i, rows(0, i, 1));
        }
        long next = inbox.nextRow();
        assertThat(next).isLessThan(20_000);
        assertThat(inbox.all()).hasSize((int) next);
        inbox.take((int) next, rows(0, (int) next, 1));
        assertThat(inbox.nextRow()).isEqualTo(next + 1);
    }

    @Test
    void takesSoundOnceAndSeesGaps() {
        inbox.take(new Arrival.Sound(0, 0, 10, 0, new short[]{1, 2, 3}, 0), 1000);
        inbox.take(new Arrival.Sound(0, 1, 10.001, 0, new short[]{2, 3, 4}, 0), 1000);
        inbox.take(new Arrival.Sound(0, 8, 10.008, 0, new short[]{9}, 0), 1000);
        List<Arrival> all = inbox.all();
        assertThat(((Arrival.Sound) all.get(1)).values()).containsExactly((short) 4);
        assertThat(((Arrival.Sound) all.get(1)).stamp()).isCloseTo(10.003, Offset.offset(1e-9));
        assertThat(((Arrival.Sound) all.get(2)).forgotten()).isEqualTo(4);
    }
}
