package org.rapport.training;

/** Says in one line what is wrong with a study and how to mend it. */
final class StudyException extends Exception {
    StudyException(String message) {
        super(message);
    }
}
