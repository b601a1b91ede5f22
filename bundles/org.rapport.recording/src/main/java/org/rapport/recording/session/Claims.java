package org.rapport.recording.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.rapport.api.device.StreamMapping.MappedStream;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Channel;

/**
 * Which recorded streams the rules of source nodes choose. Live, a source reads one of two devices that send the same, or
 * neither; so two streams at the same time are not taken for one person here either. Of two, that whose description says the
 * source's role is meant. Streams one after the other are a device that came back.
 */
final class Claims {
    /** Seconds that the end of one stream and the beginning of the next may have in common: clocks are not known better. */
    private static final double SEAM = 0.2;

    private final List<Claim> claims = new ArrayList<>();

    /**
     * @param source that would read it
     * @param title its name, unique in the recording
     */
    record Claim(PlannedNode source, StreamHead stream, MappedStream mapped, String title) {
        private boolean competesWith(Claim other) {
            if (other == this || !source.name().equals(other.source.name())) {
                return false;
            }
            Set<String> paths = mapped.description().channels().stream().map(Channel::path).collect(Collectors.toSet());
            return other.mapped.description().channels().stream().map(Channel::path).anyMatch(paths::contains)
                    && Math.min(stream.last(), other.stream.last()) - Math.max(stream.first(), other.stream.first()) > SEAM;
        }

        private boolean isSaidToBeOfItsRole() {
            Optional<String> said = stream.facts().role();
            return said.isPresent() && said.equals(source.setting("role"));
        }
    }

    void add(PlannedNode source, StreamHead stream, MappedStream mapped, String title) {
        claims.add(new Claim(source, stream, mapped, title));
    }

    /** @throws IllegalArgumentException if two streams would do for one source; one line */
    List<Claim> resolved() {
        List<Claim> meant = claims.stream().filter(claim -> claim.isSaidToBeOfItsRole()
                || claims.stream().noneMatch(other -> other.competesWith(claim) && other.isSaidToBeOfItsRole())).toList();
        for (Claim claim : meant) {
            List<String> rivals = meant.stream().filter(other -> other == claim || other.competesWith(claim)).map(Claim::title)
                    .distinct().toList();
            if (meant.stream().anyMatch(claim::competesWith)) {
                throw new IllegalArgumentException("several streams match the source \"" + claim.source().name() + "\": "
                        + String.join(", ", rivals) + "; choose one with its \"sourceId\", \"stream\" or \"query\"; of a table, "
                        + "with \"face\" or \"where\" in its description");
            }
        }
        return meant;
    }
}
