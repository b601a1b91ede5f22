package org.lsl4j;

/** The outlet of a stream is gone and will not be looked for again. */
public class StreamLostException extends LslException {
    private static final long serialVersionUID = 1L;

    /** A failure with its message, one line for the user. */
    public StreamLostException(String message) {
        super(message);
    }
}
