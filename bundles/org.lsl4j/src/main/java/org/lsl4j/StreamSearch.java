package org.lsl4j;

import java.util.List;

/** A search for streams that goes on. */
interface StreamSearch extends AutoCloseable {

    /** The streams that have answered lately. */
    List<StreamInfo> results();

    @Override
    void close();
}
