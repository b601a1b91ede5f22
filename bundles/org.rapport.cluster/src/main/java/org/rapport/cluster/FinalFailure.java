package org.rapport.cluster;

/** What no other attempt would mend. Its message is one line for the user. */
final class FinalFailure extends Exception {
    private static final long serialVersionUID = 1;

    FinalFailure(String line) {
        super(line);
    }
}
