package org.rapport.engine;

import java.util.ArrayDeque;
import java.util.Iterator;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Signal;

/** What waits for a node, in order and bounded: when it is full, the oldest block makes room; news of states stay. */
final class Mailbox {
    /** @param sentAt {@link System#nanoTime()} when it was sent */
    record Mail(Signal signal, long sentAt) {
    }

    private static final int MOST_TIMES = 32;

    private final ArrayDeque<Mail> mails = new ArrayDeque<>();
    private final int capacity;
    private final long patienceNanos;
    private final long mostValues;
    private long values;
    private long dropped;
    private boolean closed;

    /**
     * @param capacity how many mails may wait, however old they are; those that are younger than the patience may be 32 times as
     *        many
     * @param patienceNanos how long more than that may wait
     * @param mostValues how many values and times they have at most; one block more may wait, however large
     */
    Mailbox(int capacity, long patienceNanos, long mostValues) {
        this.capacity = capacity;
        this.patienceNanos = patienceNanos;
        this.mostValues = mostValues;
    }

    private static long values(Mail mail) {
        return mail.signal() instanceof Block block ? block.values().length + block.times().length : 0;
    }

    synchronized void put(Mail mail) {
        if (closed) {
            return;
        }
        while (isFull(mail.sentAt())) {
            makeRoom();
        }
        mails.add(mail);
        values += values(mail);
    }

    /** Few mails may be old: a computer was asleep. Many are so if a node is too slow. */
    private boolean isFull(long now) {
        return mails.size() >= capacity && (now - mails.peek().sentAt() > patienceNanos || mails.size() >= MOST_TIMES * capacity)
                || values > mostValues;
    }

    private void makeRoom() {
        for (Iterator<Mail> oldest = mails.iterator(); oldest.hasNext();) {
            Mail mail = oldest.next();
            if (mail.signal() instanceof Block) {
                oldest.remove();
                values -= values(mail);
                dropped++;
                return;
            }
        }
        mails.poll(); // nothing but states: then the newest count
    }

    /** The next mail; null if there is none. */
    synchronized Mail take() {
        Mail next = mails.poll();
        values -= next == null ? 0 : values(next);
        return next;
    }

    /** Takes no more mail; what is in it can still be taken. */
    synchronized void close() {
        closed = true;
    }

    synchronized long waiting() {
        return mails.size();
    }

    synchronized long dropped() {
        return dropped;
    }
}
