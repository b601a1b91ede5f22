package org.lsl4j;

/** An answer did not come within the time the caller gave. */
public class LslTimeoutException extends LslException {
    private static final long serialVersionUID = 1L;

    /** A failure with its message, one line for the user. */
    public LslTimeoutException(String message) {
        super(message);
    }
}
