package org.lsl4j;

/** Something went wrong on the network or in a peer; the message is one line for the user. */
public class LslException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure of the network or of a peer; the message is one line for the user. */
    public LslException(String message) {
        super(message);
    }

    /** A failure of the network or of a peer; the message is one line for the user. */
    public LslException(String message, Throwable cause) {
        super(message, cause);
    }
}
