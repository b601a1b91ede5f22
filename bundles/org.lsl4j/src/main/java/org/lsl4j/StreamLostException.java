package org.lsl4j;

/** The outlet of a stream is gone and will not be looked for again. */
public class StreamLostException extends LslException {
    private static final long serialVersionUID = 1L;

    public StreamLostException(String message) {
        super(message);
    }
}
