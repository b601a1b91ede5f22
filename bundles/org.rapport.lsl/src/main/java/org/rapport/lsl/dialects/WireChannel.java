package org.rapport.lsl.dialects;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.lsl4j.Element;
import org.lsl4j.StreamInfo;

/**
 * One channel as its outlet describes it. Whatever the outlet does not say is empty.
 *
 * @param label the channel's name
 * @param unit of its values, in the outlet's spelling
 * @param type its content
 */
public record WireChannel(String label, String unit, String type) {
    /** Where labels stand: most outlets write {@code <label>}, some {@code <name>}. */
    public static final List<String> LABEL_ELEMENTS = List.of("label", "name");
    private static final int LONGEST_TEXT = 200;
    private static final WireChannel UNKNOWN = new WireChannel("", "", "");

    /**
     * The channels of a stream, as many as it sends.
     *
     * @param labelElements the elements that may hold a label; the first that is not empty counts, and of several with
     *        blanks between, such as {@code eye label}, the texts are joined
     * @param leading labels of channels at the front that the description passes over, if it does
     */
    static List<WireChannel> of(StreamInfo info, List<String> labelElements, List<String> leading) {
        List<Element> described = info.desc().children("channels").stream()
                .flatMap(channels -> channels.children("channel").stream()).toList();
        List<WireChannel> channels = new ArrayList<>();
        if (described.size() + leading.size() == info.channelCount()) {
            leading.forEach(label -> channels.add(new WireChannel(label, "", "")));
        }
        for (Element channel : described) {
            String label = labelElements.stream().map(names -> joined(channel, names)).filter(text -> !text.isEmpty()).findFirst()
                    .orElse("");
            channels.add(new WireChannel(label, text(channel, "unit"), text(channel, "type")));
        }
        while (channels.size() < info.channelCount()) {
            channels.add(UNKNOWN);
        }
        return channels.subList(0, info.channelCount());
    }

    /** The channels of a stream whose description follows the usual layout. */
    public static List<WireChannel> of(StreamInfo info) {
        return of(info, LABEL_ELEMENTS, List.of());
    }

    private static String joined(Element channel, String names) {
        return Arrays.stream(names.split(" ")).map(name -> text(channel, name)).filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String text(Element channel, String name) {
        String text = channel.text(name).strip();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
