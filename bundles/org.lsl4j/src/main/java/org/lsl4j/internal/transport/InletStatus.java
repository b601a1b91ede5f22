package org.lsl4j.internal.transport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.lsl4j.InletState;
import org.lsl4j.internal.base.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of an inlet: whoever waits for it or listens to it learns of changes. */
public final class InletStatus {
    private static final Logger LOG = LoggerFactory.getLogger(InletStatus.class);

    private final List<Consumer<InletState>> listeners = new CopyOnWriteArrayList<>();
    private InletState state = InletState.CONNECTING;
    private String reason = "";

    public synchronized InletState get() {
        return state;
    }

    public boolean isOver() {
        InletState now = get();
        return now == InletState.LOST || now == InletState.CLOSED;
    }

    public void listen(Consumer<InletState> listener) {
        listeners.add(listener);
    }

    /** Goes over to another state, unless there is no way out of the present one. */
    public void change(InletState next) {
        synchronized (this) {
            if (state == next || state == InletState.CLOSED || state == InletState.LOST && next != InletState.CLOSED) {
                return;
            }
            state = next;
            notifyAll();
        }
        for (Consumer<InletState> listener : listeners) {
            try {
                listener.accept(next);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed on {}", next, e);
            }
        }
    }

    /** Goes over to {@link InletState#LOST}. */
    public void lose(String why) {
        synchronized (this) {
            reason = why;
        }
        change(InletState.LOST);
    }

    /** Why it is lost, for people; empty if nobody said. */
    public synchronized String reason() {
        return reason;
    }

    /** Waits until connected, or until that can no longer be; returns the state then, or when time is over. */
    public synchronized InletState awaitConnected(long deadline) throws InterruptedException {
        while (state == InletState.CONNECTING || state == InletState.RECOVERING) {
            long millis = Deadline.millisTo(deadline);
            if (millis <= 0) {
                break;
            }
            wait(millis);
        }
        return state;
    }
}
