package org.rapport.training.features;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.device.StreamMapping.MappedStream;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.training.data.Capture;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.study.Resampling;
import org.rapport.training.study.StudyException;
import org.rapport.xdf.XdfStream;

/**
 * Makes the model's input as the paper does (section 3.2): each stream of a device as a whole is brought to the label clock.
 * The streams are those that live source nodes of each kind would choose by their type, read in the same way.
 */
public final class OfflineExtraction implements Extraction {
    private static final Map<String, String> QUERIES = Map.of("rapport.source.audio", "type='Audio'", "rapport.source.face",
            "type='Face'", "rapport.source.gaze", "type='Gaze'", "rapport.source.physio",
            "(type='ECG' or type='PPG' or type='EDA')");
    /** Faster than any feature: a recording of sound. */
    private static final double SOUND_RATE = 4000;

    private final StreamMapping mapping;
    private final LabelReader labels;
    private final double rate;

    /** @param rate rows a second */
    OfflineExtraction(StreamMapping mapping, LabelReader labels, double rate) {
        this.mapping = mapping;
        this.labels = labels;
        this.rate = rate;
    }

    @Override
    public String settings() {
        return String.join("\n", Resampling.OFFLINE.word(), String.valueOf(rate), labels.settings(), NodeCode.hash());
    }

    @Override
    public Features extract(Capture capture, ClockAhead clock) throws StudyException, IOException {
        RecordedCapture recorded = RecordedCapture.read(capture, clock);
        Map<Role, List<Block>> devices = new HashMap<>();
        for (Role role : Role.values()) {
            if (capture.shows(role)) {
                devices.put(role, devices(recorded, role));
            }
        }
        try {
            RowGrid grid = RowGrid.over(rate, devices.values().stream().flatMap(List::stream).toList());
            OfflineResampler resampler = new OfflineResampler(grid);
            List<Features.Person> people = new ArrayList<>();
            for (Role role : Role.values()) {
                if (capture.shows(role)) {
                    people.add(person(role, devices.get(role), resampler));
                }
            }
            return new Features(provenance(), grid.times(), people, labels.read(recorded));
        } catch (IllegalArgumentException e) { // too short, or too long
            throw new StudyException(capture + ": cannot be resampled: " + e.getMessage());
        }
    }

    private Contract.Features provenance() {
        return Contract.Features.of(rate,
                Origin.derived("offline resampling", Map.of("resampling", Resampling.OFFLINE.word(), "rate", rate, "filter",
                        "decimation and Fourier resampling of whole recordings", "maxGap", OfflineResampler.MAX_GAP)));
    }

    /** The streams of one person, in an order that does not depend on that in the file. */
    private List<Block> devices(RecordedCapture recorded, Role role) throws StudyException {
        List<Block> devices = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (XdfStream stream : recorded.measured()) {
            Optional<MappedStream> mapped = mapped(stream, role, recorded.capture());
            if (mapped.isPresent()) {
                Block block = Samples.of(stream).whole(mapped.get());
                if (block.stream().rate() > SOUND_RATE) {
                    throw new StudyException(recorded.capture() + ": the stream " + stream.name()
                            + " is sound; offline resampling needs features of it, such as openSMILE's, or use "
                            + "\"resampling\": \"live\"");
                }
                ChannelSurvey survey = new ChannelSurvey();
                survey.add(block);
                survey.requireNoCounter(recorded.capture() + ": the stream " + recorded.title(stream));
                if (block.samples() > 0) {
                    for (Channel channel : block.stream().channels()) {
                        String other = owners.put(channel.path(), recorded.title(stream));
                        if (other != null) {
                            throw new StudyException(recorded.capture() + ": several streams hold the " + role.word() + "'s "
                                    + channel.label() + ": " + other + ", " + recorded.title(stream)
                                    + "; let \"recordings\" of study.json name one for each person");
                        }
                    }
                    devices.add(block);
                }
            }
        }
        if (devices.isEmpty()) {
            throw new StudyException(
                    recorded.capture() + ": has no samples of the " + role.word() + "; it has " + recorded.names());
        }
        devices.sort(Comparator.comparing(OfflineExtraction::path));
        return devices;
    }

    private Optional<MappedStream> mapped(XdfStream stream, Role role, Capture capture) {
        return mapped(mapping, stream, role, capture);
    }

    /** How a live source of some kind would read a stream. */
    public static Optional<MappedStream> mapped(StreamMapping mapping, XdfStream stream, Role role, Capture capture) {
        return QUERIES.entrySet().stream()
                .map(kind -> mapping.map(source(kind.getKey(), kind.getValue(), role, capture), stream.header()))
                .flatMap(Optional::stream).findFirst();
    }

    /** Who is recorded is said by the study, or else by each stream. */
    private static PlannedNode source(String type, String query, Role role, Capture capture) {
        Map<String, Object> settings = new HashMap<>(Map.of("role", role.word()));
        if (capture.person().isEmpty()) {
            settings.put("query", query + " and desc/role='" + role.word() + "'");
        }
        return new PlannedNode(type, type, settings, List.of());
    }

    private static String path(Block block) {
        return block.stream().channels().stream().map(Channel::path).min(Comparator.naturalOrder()).orElse("") + " "
                + block.stream().name();
    }

    private static Features.Person person(Role role, List<Block> devices, OfflineResampler resampler) throws StudyException {
        List<Channel> channels = devices.stream().flatMap(block -> block.stream().channels().stream()).toList();
        int rows = resampler.grid().count();
        float[] values = new float[rows * channels.size()];
        int column = 0;
        for (Block block : devices) {
            for (int channel = 0; channel < block.stream().channels().size(); channel++, column++) {
                double[] resampled = resampler.channel(block, channel);
                for (int row = 0; row < rows; row++) {
                    values[row * channels.size() + column] = (float) resampled[row];
                }
            }
        }
        return Features.Person.of(role, channels, FeatureRows.of(values, channels.size()));
    }
}
