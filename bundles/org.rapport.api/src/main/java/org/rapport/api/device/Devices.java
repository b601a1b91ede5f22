package org.rapport.api.device;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** Looks around on the network, and writes the files that a lab would otherwise write by hand. */
@ProviderType
public interface Devices {
    /**
     * The streams that answer, by name.
     *
     * @param seconds how long to wait for answers
     */
    List<Device> find(double seconds);

    /**
     * A pipeline file that reads devices, formatted as a person would write it.
     *
     * @param owned the devices, and whose they are
     * @param model the model's folder as the file shall name it; empty for none
     * @param contract the model's contract file, whose settings the resampler gets; ignored without a model
     * @throws IllegalArgumentException if no such file can be made; one line that says why
     */
    String pipeline(List<Owned> owned, Optional<String> model, Path contract);

    /** The dialect file of a device of the last search, to be edited; empty if there is none of that uid. */
    Optional<String> mapping(String uid);

    /**
     * A stream on the network.
     *
     * @param uid of its outlet
     * @param type as it says itself
     * @param rate samples a second, 0 if irregular
     * @param nodeTypes the source nodes that read it, the most fitting first; empty if none does
     * @param content the content types that are read of it
     * @param role {@code emitter} or {@code receiver} if it says whose it is; else empty
     * @param explanation what is made of it and why, a line for the stream and one for each channel
     */
    record Device(String uid, String name, String type, int channels, double rate, String host, String sourceId,
            List<String> nodeTypes, List<String> content, String role, List<String> explanation) {
        public Device {
            nodeTypes = List.copyOf(nodeTypes);
            content = List.copyOf(content);
            explanation = List.copyOf(explanation);
        }
    }

    /**
     * A device and whose it is.
     *
     * @param role {@code emitter} or {@code receiver}
     */
    record Owned(Device device, String role) {
    }
}
