package org.lsl4j.internal.transport;

import java.util.List;

import org.lsl4j.StreamInfo;

/** A search for streams that goes on. */
public interface StreamSearch extends AutoCloseable {

    /** The streams that have answered lately. */
    List<StreamInfo> results();

    @Override
    void close();
}
