package org.rapport.lsl;

import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Channel;

/**
 * What of a source a stream takes up, so that no two streams bring it the same. An ECG and a GSR do not compete, two cameras do;
 * and the streams in which one device sends each of its diodes do not.
 *
 * @param kinds of which a source reads one stream each
 * @param device which device it is; empty if it does not say
 * @param channels the paths of its channels
 */
record Places(Set<String> kinds, String device, Set<String> channels) {
    static Places of(StreamInfo info, ChannelMap map, SourceKind kind) {
        return new Places(kind.places(map.meaning().types()),
                info.sourceId().isEmpty() ? "" : info.sourceId() + " on " + info.hostname(),
                map.description().channels().stream().map(Channel::path).collect(Collectors.toUnmodifiableSet()));
    }

    boolean competesWith(Places other) {
        boolean parts = !device.isEmpty() && device.equals(other.device) && Collections.disjoint(channels, other.channels);
        return !parts && !Collections.disjoint(kinds, other.kinds);
    }
}
