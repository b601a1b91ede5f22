package org.lsl4j;

/**
 * What a stream's description says about one channel ({@code desc/channels/channel}, as the XDF metadata
 * specifications lay it out). Whatever it does not say is empty.
 *
 * @param label the channel's name
 * @param unit of its values, such as {@code microvolts}
 * @param type its content, such as {@code EEG}
 */
public record ChannelInfo(String label, String unit, String type) {

    static ChannelInfo from(Element channel) {
        String label = channel.text("label");
        return new ChannelInfo(label.isEmpty() ? channel.text("name") : label, channel.text("unit"), channel.text("type"));
    }

    Element toElement() {
        return Element.of("channel").with("label", label).with("unit", unit).with("type", type);
    }
}
