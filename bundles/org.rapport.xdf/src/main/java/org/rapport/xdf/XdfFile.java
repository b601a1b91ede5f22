package org.rapport.xdf;

import java.util.List;

/**
 * A recording as read.
 *
 * @param header the XML of the file header, empty if it has none
 * @param streams in the order in which they were added
 * @param warnings what is damaged, missing or was left out, one line each; empty for a sound file
 */
public record XdfFile(String header, List<XdfStream> streams, List<String> warnings) {

    public XdfFile {
        streams = List.copyOf(streams);
        warnings = List.copyOf(warnings);
    }
}
