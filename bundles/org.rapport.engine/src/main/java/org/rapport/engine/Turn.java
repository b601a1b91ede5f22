package org.rapport.engine;

import java.util.concurrent.Executor;

/**
 * Has a node deal with its mail, one after the other and by one thread at a time, whenever there is some; which thread that is
 * does not matter to a node.
 */
final class Turn implements Life {
    /** Mails after which other nodes have their turn. */
    private static final int MAILS = 64;

    private final Mailbox mailbox;
    private final Executor workers;
    private final Receiver receiver;
    private Thread worker;
    private boolean due;
    private boolean working;

    /** Deals with one mail. */
    @FunctionalInterface
    interface Receiver {
        /** @throws InterruptedException if it was told to end */
        void receive(Mailbox.Mail mail) throws InterruptedException;
    }

    Turn(Mailbox mailbox, Executor workers, Receiver receiver) {
        this.mailbox = mailbox;
        this.workers = workers;
        this.receiver = receiver;
    }

    @Override
    public void start() {
        take();
    }

    /** It deals with what it has been sent. */
    @Override
    public void finish() {
        mailbox.close();
    }

    void put(Mailbox.Mail mail) {
        mailbox.put(mail);
    }

    /** Begins to deal with what is there, if that is not being done. */
    void take() {
        synchronized (this) {
            if (working) {
                due = true;
                return;
            }
            working = true;
        }
        workers.execute(this::work);
    }

    private void work() {
        synchronized (this) {
            worker = Thread.currentThread();
            due = false;
        }
        boolean more = false;
        try {
            more = receive();
        } catch (InterruptedException e) {
            mailbox.close(); // it was told to end
        } finally {
            synchronized (this) {
                worker = null;
                Thread.interrupted(); // that was for this node, and not for the next
                working = more || due;
                more = working;
                notifyAll();
            }
        }
        if (more) {
            workers.execute(this::work);
        }
    }

    /** Whether it stopped before the end. */
    private boolean receive() throws InterruptedException {
        for (int i = 0; i < MAILS; i++) {
            Mailbox.Mail mail = mailbox.take();
            if (mail == null) {
                return false;
            }
            receiver.receive(mail);
        }
        return true;
    }

    @Override
    public synchronized boolean awaitEnd(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; working && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return !working;
    }

    @Override
    public synchronized void interrupt() {
        if (worker != null) {
            worker.interrupt();
        }
    }
}
