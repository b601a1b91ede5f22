package org.rapport.api.device;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamDescription;

/** Makes of a recorded stream what a source node makes of it live, so that both give the same samples. */
@ProviderType
public interface StreamMapping {
    /**
     * Asks how a source node reads a stream.
     *
     * @param source the source node
     * @param header the stream's description as LSL sends it and XDF keeps it, XML
     * @return empty if the node would not choose this stream
     * @throws IllegalArgumentException if it would, but cannot read it; one line that says why
     */
    Optional<MappedStream> map(PlannedNode source, String header);

    /** One stream in the terms of a graph. */
    @ProviderType
    interface MappedStream {
        /** What comes out. */
        StreamDescription description();

        /**
         * Turns samples of the device into a block.
         *
         * @param times capture times in seconds, one a sample
         * @param values samples x channels of the device, row-major
         * @param arrived when they came, in seconds
         */
        Block block(double[] times, float[] values, double arrived);
    }
}
