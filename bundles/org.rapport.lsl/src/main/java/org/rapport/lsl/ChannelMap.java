package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.lsl4j.ChannelFormat;
import org.lsl4j.ChannelInfo;
import org.lsl4j.StreamInfo;
import org.rapport.api.node.StreamMapping.MappedStream;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.StreamDescription;

/**
 * What a device's channels mean, from the labels, units and types of its description. Columns that tell how sure a tracker
 * is are not handed on: where they say that it is not, the sample is NaN.
 */
final class ChannelMap implements MappedStream {
    private static final Pattern PRESENCE = Pattern.compile("AU\\d\\d_c");
    private static final Pattern GAZE = Pattern.compile("gaze_.*");

    private final StreamDescription description;
    private final int width;
    private final int[] columns;
    private final int confidence;
    private final int success;
    private final double minConfidence;

    private ChannelMap(StreamDescription description, int width, int[] columns, int confidence, int success, double minConfidence) {
        this.description = description;
        this.width = width;
        this.columns = columns;
        this.confidence = confidence;
        this.success = success;
        this.minConfidence = minConfidence;
    }

    /**
     * Reads a stream's description.
     *
     * @throws IllegalArgumentException if it cannot be used; one line that says why
     */
    static ChannelMap of(StreamInfo info, SourceSettings settings) {
        if (info.format() == ChannelFormat.STRING) {
            throw new IllegalArgumentException("stream " + info.name() + " sends text, not numbers; choose another stream");
        }
        List<String> labels = labels(info);
        String extractor = extractor(info, settings.kind());
        List<Channel> channels = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < labels.size(); column++) {
            String label = labels.get(column);
            if (!label.equals("confidence") && !label.equals("success")) {
                channels.add(channel(label, column, info, settings, extractor));
                columns.add(column);
            }
        }
        return new ChannelMap(new StreamDescription(info.name(), info.nominalRate(), channels), info.channelCount(),
                columns.stream().mapToInt(Integer::intValue).toArray(), labels.indexOf("confidence"), labels.indexOf("success"),
                settings.minConfidence());
    }

    /** The device's labels; numbers from 1 for channels that have none. */
    private static List<String> labels(StreamInfo info) {
        List<ChannelInfo> described = info.channels();
        List<String> labels = new ArrayList<>();
        for (int column = 0; column < info.channelCount(); column++) {
            String label = column < described.size() ? described.get(column).label().strip() : "";
            labels.add(label.isEmpty() || labels.contains(label) ? (label.isEmpty() ? "" : label + "#") + (column + 1) : label);
        }
        return labels;
    }

    /** The program that computed the values; for labels, whoever's keys the receiver pressed. */
    private static String extractor(StreamInfo info, SourceKind kind) {
        return info.desc().child("acquisition")
                .map(device -> (kind == SourceKind.LABEL ? device.text("manufacturer") + " " : "") + device.text("model")).orElse("").strip();
    }

    private static Channel channel(String label, int column, StreamInfo info, SourceSettings settings, String extractor) {
        String unit = column < info.channels().size() ? info.channels().get(column).unit() : "";
        // what a program computed (or asked for) is only comparable with what the same program computed
        boolean computed = settings.kind() == SourceKind.FACE || settings.kind() == SourceKind.AUDIO || settings.kind() == SourceKind.LABEL;
        String type = settings.kind() == SourceKind.FACE && GAZE.matcher(label).matches() ? "Gaze"
                : settings.kind() == SourceKind.LABEL ? "Label" : info.type();
        boolean steps = PRESENCE.matcher(label).matches() || settings.kind() == SourceKind.LABEL || info.nominalRate() == 0;
        return new Channel(settings.role(), type, label, unit, computed ? extractor : "",
                steps ? Channel.Scale.STEPWISE : Channel.Scale.CONTINUOUS);
    }

    @Override
    public StreamDescription description() {
        return description;
    }

    @Override
    public Block block(double[] times, float[] values, double arrived) {
        float[] mapped = new float[times.length * columns.length];
        for (int sample = 0; sample < times.length; sample++) {
            boolean valid = isValid(values, sample * width);
            for (int i = 0; i < columns.length; i++) {
                mapped[sample * columns.length + i] = valid ? values[sample * width + columns[i]] : Float.NaN;
            }
        }
        return new Block(description, times, mapped, arrived);
    }

    private boolean isValid(float[] values, int row) {
        return (confidence < 0 || values[row + confidence] >= minConfidence) && (success < 0 || values[row + success] > 0);
    }
}
