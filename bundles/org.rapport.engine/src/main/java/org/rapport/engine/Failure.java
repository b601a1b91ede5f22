package org.rapport.engine;

/** What a node's failure was, in one line. */
final class Failure {
    private Failure() {
    }

    /** The message where it says what the user did wrong; else also what failed, and where, for the node's author. */
    static String words(Throwable failure) {
        if (failure instanceof IllegalArgumentException && failure.getMessage() != null) {
            return failure.getMessage();
        }
        StackTraceElement[] trace = failure.getStackTrace();
        return failure + (trace.length == 0 ? "" : ", at " + trace[0]) + " (JAVA_OPTS=-Drapport.log.level=DEBUG tells more)";
    }
}
