package org.rapport.engine;

import java.util.List;

/**
 * Brings signals to mailboxes, one after the other: all nodes find what they both get in the same order. What a recorder wrote
 * down is then what the nodes beside it went by, and a replay is the same to the bit, also where threads wait long for a
 * processor.
 */
final class Post {

    /** Never waits for a node: a mailbox that is full makes room. */
    void bring(Mailbox.Mail mail, List<Turn> receivers) {
        synchronized (this) {
            receivers.forEach(receiver -> receiver.put(mail));
        }
        receivers.forEach(Turn::take);
    }
}
