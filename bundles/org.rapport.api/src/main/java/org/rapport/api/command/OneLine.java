package org.rapport.api.command;

import org.osgi.annotation.versioning.ConsumerType;

/** An exception whose message is one line for the user: what is wrong, where, and how to mend it. */
@ConsumerType
public interface OneLine {
    /** The line. */
    String getMessage();
}
