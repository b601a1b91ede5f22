package org.rapport.lsl;

import java.util.Optional;

import org.lsl4j.StreamInfo;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.node.PlannedNode;
import org.rapport.api.node.StreamMapping;

/** Reads recorded streams with the rules of the live source nodes. */
@Component
public final class RecordedMapping implements StreamMapping {
    @Override
    public Optional<MappedStream> map(PlannedNode source, String header) {
        return SourceKind.of(source.type()).map(kind -> SourceSettings.of(kind, source)).flatMap(settings -> {
            StreamInfo info = StreamInfo.parse(header);
            return settings.chooses(info) ? Optional.of(ChannelMap.of(info, settings)) : Optional.empty();
        });
    }
}
