package org.rapport.training.features;

import java.io.IOException;

import org.rapport.training.data.Capture;
import org.rapport.training.study.StudyException;

/** Makes features of captures. May be used by several threads, one capture each. */
interface Extraction {
    /**
     * @param clock on which rows and reports are to be
     * @throws StudyException if the capture lacks what the features or the labels need
     */
    Features extract(Capture capture, ClockAhead clock) throws StudyException, IOException;

    /** All that its features depend on but the capture and its clock. */
    String settings() throws IOException;
}
