package org.rapport.lsl;

/** A stream that can be read, but has nothing of what a source is there for, as a headset's acceleration for a source of ECG. */
final class ForeignContentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** @param message one line that says so, with the mend */
    ForeignContentException(String message) {
        super(message);
    }
}
