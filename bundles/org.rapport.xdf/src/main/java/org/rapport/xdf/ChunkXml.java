package org.rapport.xdf;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** The XML inside headers and footers: an element {@code info} with one element for each fact. */
final class ChunkXml {
    private ChunkXml() {
    }

    /**
     * The text of every element directly below the root. Reads in one pass, without document types and entities, so that a
     * hostile header costs no more than its length. Descriptions that are no XML, which recorders keep as devices send them, do
     * not matter here.
     */
    static Map<String, String> parse(String xml) throws XdfException {
        try {
            return strictly(xml);
        } catch (XdfException e) {
            int from = xml.indexOf("<desc>");
            int to = xml.lastIndexOf("</desc>");
            if (from < 0 || to < from) {
                throw e;
            }
            return strictly(xml.substring(0, from) + xml.substring(to + "</desc>".length()));
        }
    }

    private static Map<String, String> strictly(String xml) throws XdfException {
        if (xml.contains("<!DOCTYPE")) { // not left to the parser, which prints to standard error and throws what it may not
            throw new XdfException("XML with a document type");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return facts(factory.createXMLStreamReader(new StringReader(xml)));
        } catch (XMLStreamException e) {
            throw new XdfException("broken XML at character " + e.getLocation().getCharacterOffset());
        } catch (RuntimeException e) { // such as MissingResourceException: the parser has faults of its own
            throw new XdfException("broken XML");
        }
    }

    private static Map<String, String> facts(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> facts = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == 2) {
                        facts.putIfAbsent(reader.getLocalName(), text.toString().strip());
                    }
                    depth--;
                    text.setLength(0);
                }
                case XMLStreamConstants.DTD -> throw new XMLStreamException("document type", reader.getLocation());
                default -> {
                    // comments and the like say nothing
                }
            }
        }
        return facts;
    }

    /** An {@code info} element with one element for each fact. */
    static String of(Map<String, String> facts) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument();
            writer.writeStartElement("info");
            for (Map.Entry<String, String> fact : facts.entrySet()) {
                writer.writeStartElement(fact.getKey());
                writer.writeCharacters(fact.getValue());
                writer.writeEndElement();
            }
            writer.writeEndElement();
            writer.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written to memory", e);
        }
        return text.toString();
    }
}
