package org.rapport.lsl;

import java.util.Optional;
import java.util.stream.Stream;

import org.lsl4j.Element;
import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamId;

/** What LSL streams tell of whose they are. */
final class DeviceIdentity {
    /** What is told of a stream that pretends. */
    static final String MISMATCH = "it claims to match the query, but its description does not; it is not read";

    private DeviceIdentity() {
    }

    /** The identity of a device's stream in a graph. */
    static StreamId of(String node, StreamInfo info) {
        return StreamId.of(node, info.name(), info.sourceId());
    }

    /** What is wrong where a stream says whose it is ({@code desc/role}) and is read as another's. */
    static Optional<String> contradiction(StreamInfo info, Role taken) {
        String said = info.desc().child("role").map(Element::text).orElse("");
        boolean isRole = Stream.of(Role.values()).map(Role::word).anyMatch(said::equals);
        return !isRole || said.equals(taken.word()) ? Optional.empty() : Optional.of("its description says that it is the " + said
                + "'s (desc/role), but it is read as the " + taken.word() + "'s; exchange the devices or the roles");
    }

    /** For people. */
    static String words(StreamInfo info) {
        return info.name() + " (source_id " + (info.sourceId().isEmpty() ? "none" : info.sourceId()) + ", on " + info.hostname()
                + ")";
    }
}
