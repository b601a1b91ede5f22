package org.rapport.training.features;

/** Work was told to stop before it came to its end; what is done is kept. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoppedException(String message) {
        super(message);
    }
}
