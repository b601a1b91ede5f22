package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;

class MailboxTest {
    private static final StreamDescription STREAM = new StreamDescription("s", 0, List.of(), Origin.device());

    private final Mailbox mailbox = new Mailbox(3, -1, 100);

    @Test
    void dropsTheOldestBlocksAndCountsThem() throws Exception {
        List<Signal> blocks = put(5);
        assertThat(mailbox.dropped()).isEqualTo(2);
        assertThat(rest()).containsExactlyElementsOf(blocks.subList(2, 5));
    }

    @Test
    void manyThatAreNewMayWait() throws Exception {
        Mailbox patient = new Mailbox(3, 1000, 1000);
        for (int i = 0; i < 10; i++) {
            patient.put(new Mailbox.Mail(block(i), i));
        }
        assertThat(patient.dropped()).isZero();
        patient.put(new Mailbox.Mail(block(10), 1005));
        assertThat(patient.dropped()).as("five are older than 1000").isEqualTo(5);
        for (int i = 0; i < 200; i++) {
            patient.put(new Mailbox.Mail(block(i), 1005));
        }
        assertThat(patient.dropped()).as("96 at most").isEqualTo(211 - 96);
    }

    @Test
    void largeBlocksMakeRoomBeforeThereAreMany() throws Exception {
        List<Signal> blocks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            blocks.add(new Block(STREAM, new double[90], new float[0], i));
            mailbox.put(new Mailbox.Mail(blocks.get(i), 0));
        }
        assertThat(mailbox.dropped()).isEqualTo(1);
        assertThat(mailbox.take().signal()).isSameAs(blocks.get(1));
        mailbox.put(new Mailbox.Mail(block(9), 0));
        assertThat(mailbox.dropped()).as("what was taken makes room too").isEqualTo(1);
    }

    @Test
    void keepsNewsOfStatesWhenItIsFull() throws Exception {
        StreamStatus status = new StreamStatus("s", StreamStatus.State.LOST, 1, "test");
        mailbox.put(new Mailbox.Mail(status, 0));
        List<Signal> blocks = put(9);
        assertThat(rest()).containsExactly(status, blocks.get(7), blocks.get(8));
    }

    @Test
    void handsOutWhatIsLeftAfterClosingThenNothing() throws Exception {
        List<Signal> blocks = put(2);
        mailbox.close();
        mailbox.put(new Mailbox.Mail(block(99), 0));
        assertThat(mailbox.take().signal()).isSameAs(blocks.get(0));
        assertThat(mailbox.take().signal()).isSameAs(blocks.get(1));
        assertThat(mailbox.take()).isNull();
    }

    private List<Signal> put(int count) {
        List<Signal> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(block(i));
            mailbox.put(new Mailbox.Mail(blocks.get(i), 0));
        }
        return blocks;
    }

    private List<Signal> rest() throws InterruptedException {
        mailbox.close();
        List<Signal> rest = new ArrayList<>();
        for (Mailbox.Mail mail = mailbox.take(); mail != null; mail = mailbox.take()) {
            rest.add(mail.signal());
        }
        return rest;
    }

    private static Block block(double time) {
        return new Block(STREAM, new double[]{time}, new float[0], time);
    }
}
