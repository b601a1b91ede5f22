package org.rapport.recording.session;

import java.io.StringWriter;
import java.util.List;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;

/**
 * The headers of a recording's streams: LSL's {@code <info>} as LabRecorder keeps it, with what Rapport knows beyond it in
 * {@code desc} (each channel's role, extractor and scale; the stream's origin as {@code provenance}).
 */
public final class HeaderXml {
    /** The element of {@code desc} that names the node which sent a stream. */
    static final String NODE = "node";
    /** The element of {@code desc} that tells apart streams of one node with the same name and source id. */
    static final String NUMBER = "number";
    private static final String SEVERAL_TYPES = "Features";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private HeaderXml() throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /** Adds elements. */
    private interface Part {
        void write(HeaderXml xml) throws XMLStreamException;
    }

    /**
     * The header of a stream of the graph.
     *
     * @param createdAt when its first samples came, in seconds of the LSL clock
     */
    public static String of(StreamDescription stream, String host, double createdAt) {
        return header(xml -> {
            xml.info(stream.id(), type(stream), stream.channels().size(), stream.rate(), "float32", host, createdAt);
            xml.xml.writeStartElement("desc");
            xml.node(stream.id());
            if (stream.role().isPresent()) { // where pipelines ask for it
                xml.element("role", stream.role().get().word());
            }
            xml.acquisition(stream);
            xml.channels(stream);
            xml.provenance(stream);
            xml.xml.writeEndElement();
        });
    }

    /** As its device sends it, or what all channels are. */
    private static String type(StreamDescription stream) {
        return stream.origin() instanceof Origin.Device device && !device.type().isEmpty() ? device.type()
                : stream.type().orElse(SEVERAL_TYPES);
    }

    /** The header of a stream of texts that come at any time. */
    public static String ofMarkers(StreamId stream, MarkerFormat format, String host, double createdAt) {
        return header(xml -> {
            xml.info(stream, format.type(), format.labels().size(), 0, "string", host, createdAt);
            xml.xml.writeStartElement("desc");
            xml.node(stream);
            if (format.labels().stream().anyMatch(label -> !label.isEmpty())) {
                xml.labels(format.labels());
            }
            xml.xml.writeEndElement();
        });
    }

    /** The header of a stream of numbers that come at any time. */
    static String ofNumbers(String name, String type, String host, double createdAt, String... labels) {
        return header(xml -> {
            xml.info(StreamId.of(name), type, labels.length, 0, "double64", host, createdAt);
            xml.xml.writeStartElement("desc");
            xml.labels(List.of(labels));
            xml.xml.writeEndElement();
        });
    }

    private void labels(List<String> labels) throws XMLStreamException {
        xml.writeStartElement("channels");
        for (String label : labels) {
            xml.writeStartElement("channel");
            element("label", label);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String header(Part content) {
        try {
            HeaderXml xml = new HeaderXml();
            xml.xml.writeStartDocument();
            xml.xml.writeStartElement("info");
            content.write(xml);
            xml.xml.writeEndElement();
            xml.xml.writeEndDocument();
            return xml.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written to memory", e);
        }
    }

    private void info(StreamId stream, String type, int channels, double rate, String format, String host, double createdAt)
            throws XMLStreamException {
        element("name", stream.name());
        element("type", type);
        element("channel_count", Integer.toString(channels));
        element("nominal_srate", Double.toString(rate));
        element("channel_format", format);
        element("source_id", stream.sourceId());
        element("created_at", Double.toString(createdAt));
        element("hostname", host);
    }

    /** Which stream of the graph it is; name and source id alone do not say. */
    private void node(StreamId stream) throws XMLStreamException {
        element(NODE, stream.node());
        element(NUMBER, Integer.toString(stream.number()));
    }

    /** Where LSL's conventions name the program that computed all channels, if it is one. */
    private void acquisition(StreamDescription stream) throws XMLStreamException {
        var extractors = stream.channels().stream().map(Channel::extractor).distinct().toList();
        if (extractors.size() == 1 && !extractors.get(0).isEmpty()) {
            xml.writeStartElement("acquisition");
            element("model", extractors.get(0));
            xml.writeEndElement();
        }
    }

    private void channels(StreamDescription stream) throws XMLStreamException {
        boolean oneKind = stream.type().isPresent() && stream.role().isPresent();
        xml.writeStartElement("channels");
        for (Channel channel : stream.channels()) {
            xml.writeStartElement("channel");
            element("label", oneKind ? channel.label() : channel.path());
            element("unit", channel.unit());
            element("type", channel.type());
            element("role", channel.role().word());
            element("extractor", channel.extractor());
            element("scale", channel.scale().name().toLowerCase(java.util.Locale.ROOT));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void provenance(StreamDescription stream) throws XMLStreamException {
        xml.writeStartElement("provenance");
        for (var setting : stream.origin().toMap().entrySet()) {
            element(elementName(setting.getKey()), setting.getValue());
        }
        xml.writeEndElement();
    }

    private void element(String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(legal(value));
        xml.writeEndElement();
    }

    private static String elementName(String key) {
        String safe = key.replaceAll("[^A-Za-z0-9._-]", "_");
        return safe.matches("[A-Za-z_].*") ? safe : "_" + safe;
    }

    /** A device may send any character in a name, but one that XML forbids would make the whole stream unreadable. */
    public static String legal(String value) {
        return value.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
