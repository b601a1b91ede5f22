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

    private final ArrayDeque<Mail> mails = new ArrayDeque<>();
    private final int capacity;
    private long dropped;
    private boolean closed;

    Mailbox(int capacity) {
        this.capacity = capacity;
    }

    synchronized void put(Mail mail) {
        if (closed) {
            return;
        }
        if (mails.size() >= capacity) {
            makeRoom();
        }
        mails.add(mail);
        notifyAll();
    }

    private void makeRoom() {
        for (Iterator<Mail> oldest = mails.iterator(); oldest.hasNext();) {
            if (oldest.next().signal() instanceof Block) {
                oldest.remove();
                dropped++;
                return;
            }
        }
        mails.poll(); // nothing but states: then the newest count
    }

    /** Waits for the next mail; null once the box is closed and empty. */
    synchronized Mail take() throws InterruptedException {
        while (mails.isEmpty() && !closed) {
            wait();
        }
        return mails.poll();
    }

    /** Takes no more mail; what is in it can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized long dropped() {
        return dropped;
    }
}
