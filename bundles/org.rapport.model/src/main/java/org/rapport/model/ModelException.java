package org.rapport.model;

import org.rapport.api.command.OneLine;

/** A model on disk that cannot be used. Its message is one line for the user: which file and key, what is wrong, the way out. */
public class ModelException extends Exception implements OneLine {
    private static final long serialVersionUID = 1;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
