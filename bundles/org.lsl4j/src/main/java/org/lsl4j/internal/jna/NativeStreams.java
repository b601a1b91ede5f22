package org.lsl4j.internal.jna;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.sun.jna.Pointer;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The descriptions of streams that the native library has handed out. They are kept, since the addresses in them are
 * known to the library alone: it does not put them into XML. The oldest go first.
 */
public final class NativeStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NativeStreams.class);

    private final LibLsl lsl;
    private final Map<String, Pointer> found = new LinkedHashMap<>();

    NativeStreams(LibLsl lsl) {
        this.lsl = lsl;
    }

    /** Takes over what a search has found; passes over what the library itself could not read. */
    synchronized List<StreamInfo> take(Pointer[] descriptions, int count) {
        List<StreamInfo> streams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try {
                StreamInfo info = read(descriptions[i]);
                streams.add(info);
                forget(found.put(info.uid(), descriptions[i]));
            } catch (IllegalArgumentException e) {
                LOG.debug("a reply is ignored: {}", e.getMessage());
                forget(descriptions[i]);
            }
        }
        while (found.size() > Limits.RESULTS) {
            forget(found.remove(found.keySet().iterator().next()));
        }
        return streams;
    }

    private StreamInfo read(Pointer description) {
        Pointer xml = lsl.lsl_get_xml(description);
        try {
            return StreamInfo.parse(xml.getString(0, "UTF-8"));
        } finally {
            lsl.lsl_destroy_string(xml);
        }
    }

    /** Reads a description and destroys it. */
    StreamInfo takeOne(Pointer description) {
        try {
            return read(description);
        } finally {
            forget(description);
        }
    }

    /** Does something with the library's description of a stream: the one it handed out, or a new one. */
    synchronized <T> T use(StreamInfo info, Function<Pointer, T> task) {
        Pointer known = found.get(info.uid());
        if (known != null) {
            return task.apply(known);
        }
        Pointer made = lsl.lsl_streaminfo_from_xml(info.toXml());
        try {
            return task.apply(made);
        } finally {
            forget(made);
        }
    }

    private void forget(Pointer description) {
        if (description != null) {
            lsl.lsl_destroy_streaminfo(description);
        }
    }

    @Override
    public synchronized void close() {
        found.values().forEach(this::forget);
        found.clear();
    }
}
