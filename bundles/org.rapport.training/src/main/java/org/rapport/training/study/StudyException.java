package org.rapport.training.study;

import org.rapport.json.FileFault;

/** Says in one line what is wrong with a study, an options file or a run, and how to mend it. */
public final class StudyException extends FileFault {
    private static final long serialVersionUID = 1;

    public StudyException(String message) {
        super(message);
    }
}
