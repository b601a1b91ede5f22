package org.rapport.engine;

/**
 * A thread on which nodes work. What a source sends while it is asked here out of turn, the first node that gets it deals with
 * here as well, right after: to wake another thread would take longer. The others have another thread.
 */
final class Worker extends Thread {
    private boolean asking;
    private Runnable next;

    Worker(Runnable work) {
        super(work, "nodes");
        setDaemon(true);
    }

    /** Whether the caller's thread takes some work upon itself. */
    static boolean takes(Runnable work) {
        return Thread.currentThread() instanceof Worker worker && worker.take(work);
    }

    private boolean take(Runnable work) {
        if (!asking || next != null) {
            return false;
        }
        next = work;
        return true;
    }

    /** Asks a source, and does what comes of that. On the caller's thread, which is a worker. */
    static void ask(Runnable source) {
        ((Worker) Thread.currentThread()).askFirst(source);
    }

    private void askFirst(Runnable source) {
        asking = true;
        try {
            source.run();
        } finally {
            asking = false; // a node may wait for something, and then nobody must wait for it
            Runnable work = next;
            next = null;
            if (work != null) {
                work.run();
            }
        }
    }
}
