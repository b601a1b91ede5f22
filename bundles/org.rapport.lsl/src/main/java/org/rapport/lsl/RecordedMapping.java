package org.rapport.lsl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lsl4j.StreamInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.PlannedNode;
import org.rapport.lsl.dialects.Dialect;
import org.rapport.lsl.dialects.Dialects;

/**
 * Reads recorded streams with the rules of the live source nodes. What a participant's browser sends live is, where another
 * program recorded it, what a source of that kind reads from the network.
 */
@Component
public final class RecordedMapping implements StreamMapping {
    private static final Map<String, SourceKind> IN_BROWSERS = Map.of("rapport.source.camera", SourceKind.FACE,
            "rapport.source.microphone", SourceKind.AUDIO);

    private final Dialects dialects;

    @Activate
    public RecordedMapping(@Reference Dialects dialects) {
        this.dialects = dialects;
    }

    @Override
    public Optional<MappedStream> map(PlannedNode source, String header) {
        return kind(source.type()).map(kind -> SourceSettings.of(kind, source)).flatMap(settings -> {
            StreamInfo info = StreamInfo.parse(header);
            List<Dialect> all = dialects.all();
            return settings.chooses(info, all) && !isOfAnother(source, info)
                    ? Optional.of(ChannelMap.of(info, settings, new Interpreter(all), source.name())) : Optional.empty();
        });
    }

    /** A browser is of one person: where a stream says that it is of the other, no browser of this one sent it. */
    private static boolean isOfAnother(PlannedNode source, StreamInfo info) {
        String said = info.desc().text("role");
        return IN_BROWSERS.containsKey(source.type()) && !said.isEmpty() && !said.equals(source.setting("role").orElse(said));
    }

    private static Optional<SourceKind> kind(String nodeType) {
        return Optional.ofNullable(IN_BROWSERS.get(nodeType)).or(() -> SourceKind.of(nodeType));
    }
}
