package org.rapport.recording.session;

import java.util.Optional;

import org.rapport.api.signal.Origin;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;

/**
 * What is known of a recorded stream of numbers without its samples.
 *
 * @param number its number in the file
 * @param header XML
 * @param description what the graph knew of it; empty if another program recorded it
 * @param first time of its first sample on the recorder's clock, in seconds; infinite if it has none
 * @param last the same of its last; infinite and negative if it has none
 */
record StreamHead(int number, String name, String header, Optional<StreamDescription> description, double first, double last) {

    /** Its identity when it was recorded; of another program's, one that no other stream of the file has. */
    StreamId id() {
        return description.map(StreamDescription::id).orElseGet(() -> StreamId.of("", name, "").withNumber(number));
    }

    boolean isFromDevice() {
        return description.isEmpty() || description.get().origin() instanceof Origin.Device;
    }

    boolean hasSamples() {
        return first <= last;
    }

    /** What its header says of whose it is. */
    StreamFacts facts() {
        return StreamFacts.of(header);
    }
}
