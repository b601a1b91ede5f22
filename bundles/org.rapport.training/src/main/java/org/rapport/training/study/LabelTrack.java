package org.rapport.training.study;

/**
 * Where a target's reports are recorded.
 *
 * @param stream the stream's name; empty for the receiver's one stream of type Label
 * @param channel its channel
 */
public record LabelTrack(String stream, String channel) {

    /** As study.json spells it: {@code CHANNEL} or {@code STREAM/CHANNEL}. */
    static LabelTrack of(String text) {
        int slash = text.lastIndexOf('/');
        return new LabelTrack(text.substring(0, Math.max(0, slash)), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return stream.isEmpty() ? channel : stream + "/" + channel;
    }
}
