package org.rapport.recording.session;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;

/** Finds again in a header what {@link HeaderXml} wrote there. */
final class HeaderReader {
    /** What named the source node of a device's stream before headers told the node. */
    private static final String SOURCE = "source";

    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, String> info = new HashMap<>();
    private final Map<String, String> desc = new HashMap<>();
    private final Map<String, String> provenance = new HashMap<>();
    private final List<Map<String, String>> channels = new ArrayList<>();

    private HeaderReader() {
    }

    /** The stream as the graph knew it; empty if another program recorded it. */
    static Optional<StreamDescription> description(String header) {
        try {
            HeaderReader reader = new HeaderReader();
            reader.read(header);
            return reader.description();
        } catch (XMLStreamException | IllegalArgumentException e) {
            return Optional.empty(); // what cannot be understood is not ours
        }
    }

    /** The identity of a stream in the graph that it was recorded from; empty if another program recorded it. */
    static Optional<StreamId> id(String header) {
        try {
            HeaderReader reader = new HeaderReader();
            reader.read(header);
            return reader.desc.containsKey(HeaderXml.NODE) ? Optional.of(reader.id()) : Optional.empty();
        } catch (XMLStreamException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The labels of a stream's channels, empty where it does not say. */
    static List<String> labels(String header, int count) {
        HeaderReader reader = new HeaderReader();
        try {
            reader.read(header);
        } catch (XMLStreamException e) {
            reader.channels.clear();
        }
        boolean described = reader.channels.size() == count;
        return IntStream.range(0, count).mapToObj(i -> described ? reader.channels.get(i).getOrDefault("label", "") : "")
                .toList();
    }

    /** What it says of each channel, by the names of its elements; nothing if it cannot be understood. */
    static List<Map<String, String>> channels(String header) {
        HeaderReader reader = new HeaderReader();
        try {
            reader.read(header);
            return reader.channels;
        } catch (XMLStreamException e) {
            return List.of();
        }
    }

    /** What it says of whose the stream is; nothing if it cannot be understood. */
    static StreamFacts facts(String header) {
        HeaderReader reader = new HeaderReader();
        try {
            reader.read(header);
        } catch (XMLStreamException e) {
            return new StreamFacts(reader.info.getOrDefault("name", ""), "", "", Optional.empty(), Optional.empty());
        }
        return reader.facts();
    }

    /** One pass without document types and entities. */
    private void read(String header) throws XMLStreamException {
        if (header.contains("<!DOCTYPE")) { // not left to the parser, which prints to standard error when one is cut short
            throw new XMLStreamException("a document type");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(header));
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open.addLast(xml.getLocalName());
                    text.setLength(0);
                    if (path().equals("info/desc/channels/channel")) {
                        channels.add(new HashMap<>());
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    keep(text.toString());
                    open.removeLast();
                    text.setLength(0);
                }
                default -> {
                    // comments and the like say nothing
                }
            }
        }
    }

    private String path() {
        return String.join("/", open);
    }

    private void keep(String text) {
        String name = open.getLast();
        String path = path();
        if (path.equals("info/" + name)) {
            info.put(name, text);
        } else if (path.equals("info/desc/" + name)) {
            desc.put(name, text);
        } else if (path.equals("info/desc/provenance/" + name)) {
            provenance.put(name, text);
        } else if (path.equals("info/desc/channels/channel/" + name)) {
            channels.get(channels.size() - 1).put(name, text);
        }
    }

    private Optional<StreamDescription> description() {
        List<Channel> list = new ArrayList<>();
        for (Iterator<Map<String, String>> facts = channels.iterator(); facts.hasNext();) {
            Map<String, String> channel = facts.next();
            if (!channel.containsKey("role") || !channel.containsKey("scale")) {
                return Optional.empty();
            }
            list.add(channel(channel));
        }
        return list.isEmpty() || list.size() != Integer.parseInt(info.getOrDefault("channel_count", "0")) ? Optional.empty()
                : Optional.of(
                        new StreamDescription(id(), Double.parseDouble(info.get("nominal_srate")), list, Origin.of(provenance)));
    }

    /** Recordings that were made before headers told the node have it in the provenance of a device's stream. */
    private StreamId id() {
        String name = info.getOrDefault("name", "");
        String node = desc.getOrDefault(HeaderXml.NODE, provenance.getOrDefault(SOURCE, name));
        String number = desc.getOrDefault(HeaderXml.NUMBER, "1");
        return new StreamId(node, name, info.getOrDefault("source_id", ""), Integer.parseInt(number));
    }

    private StreamFacts facts() {
        return new StreamFacts(info.getOrDefault("name", ""), info.getOrDefault("source_id", ""),
                info.getOrDefault("hostname", ""), Optional.ofNullable(desc.get("role")),
                Optional.ofNullable(desc.getOrDefault(HeaderXml.NODE, provenance.get(SOURCE))));
    }

    private static Channel channel(Map<String, String> facts) {
        Role role = Role.of(facts.get("role"));
        String type = facts.getOrDefault("type", "");
        String path = role.word() + "/" + type + "/";
        String label = facts.getOrDefault("label", "");
        return new Channel(role, type, label.startsWith(path) ? label.substring(path.length()) : label,
                facts.getOrDefault("unit", ""), facts.getOrDefault("extractor", ""),
                Channel.Scale.valueOf(facts.get("scale").toUpperCase(Locale.ROOT)));
    }
}
