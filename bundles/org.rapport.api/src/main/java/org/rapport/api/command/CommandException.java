package org.rapport.api.command;

/** Ends a command with one line for the user, and exit code 1. */
public final class CommandException extends Exception implements OneLine {
    private static final long serialVersionUID = 1;

    /** @param message what is wrong, where, and how to mend it */
    public CommandException(String message) {
        super(message);
    }

    /** @param cause for the log */
    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
