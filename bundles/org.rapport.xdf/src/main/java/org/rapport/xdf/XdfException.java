package org.rapport.xdf;

import java.io.IOException;

/** A file or a header that is not what XDF 1.0 asks for; the message is one line for the user. */
public final class XdfException extends IOException {
    private static final long serialVersionUID = 1;

    XdfException(String message) {
        super(Warnings.line(message));
    }
}
