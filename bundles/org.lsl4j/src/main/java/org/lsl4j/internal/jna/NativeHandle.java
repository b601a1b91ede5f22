package org.lsl4j.internal.jna;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

import com.sun.jna.Pointer;
import org.lsl4j.LslException;

/**
 * An object of the native library. Using one that was destroyed would end the program, so it is not destroyed before
 * nobody uses it, and not used after.
 */
public final class NativeHandle implements AutoCloseable {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Consumer<Pointer> destroyer;
    private final String what;
    private Pointer pointer;

    /**
     * Takes an object over.
     *
     * @param what it is, for messages
     * @throws LslException if there is none: the library answers so when it cannot make one
     */
    NativeHandle(String what, Pointer pointer, Consumer<Pointer> destroyer) {
        if (pointer == null) {
            throw new LslException("the native library could not make " + what);
        }
        this.what = what;
        this.pointer = pointer;
        this.destroyer = destroyer;
    }

    /**
     * Does something with it, which must not take long: closing waits for it.
     *
     * @throws IllegalStateException if it was destroyed
     */
    <T> T use(Function<Pointer, T> task) {
        lock.readLock().lock();
        try {
            if (pointer == null) {
                throw new IllegalStateException(what + " was closed");
            }
            return task.apply(pointer);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (pointer != null) {
                destroyer.accept(pointer);
                pointer = null;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
