package org.rapport.recording.network;

/** One stream cannot be recorded; the file and the other streams are sound. The message is one line for the user. */
final class StreamFault extends Exception {
    private static final long serialVersionUID = 1;

    StreamFault(String message, Throwable cause) {
        super(message, cause);
    }
}
