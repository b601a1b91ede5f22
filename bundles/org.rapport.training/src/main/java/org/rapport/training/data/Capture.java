package org.rapport.training.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.rapport.api.signal.Role;

/**
 * What was recorded on one clock, of both people or of one of them. Sessions that show the same stimulus share the capture of
 * its emitter.
 *
 * @param person the one whose signals are taken from it; empty for both
 * @param files together all its streams
 */
public record Capture(Optional<Role> person, List<RecordingSource> files) {

    public Capture {
        files = List.copyOf(files);
    }

    /** Whether it may hold signals of someone. */
    public boolean shows(Role role) {
        return person.isEmpty() || person.get() == role;
    }

    /** Its files, for messages. */
    @Override
    public String toString() {
        return files.stream().map(RecordingSource::toString).collect(Collectors.joining(" + "));
    }
}
