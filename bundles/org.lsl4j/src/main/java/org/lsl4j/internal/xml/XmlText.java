package org.lsl4j.internal.xml;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

import org.lsl4j.Element;
import org.lsl4j.internal.base.Limits;

/**
 * Elements as XML text, in the layout of the native library, and back. Reading takes what peers send in practice and XML
 * forbids: characters and references to characters that do not exist in XML are left out.
 */
public final class XmlText {
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]"
            + "|&#(0*([0-8]|1[124-9]|2\\d|3[01])|x0*([0-8bcefBCEF]|1[0-9a-fA-F]));");

    private XmlText() {
    }

    /** Text as it came from the network: UTF-8 by convention, in practice also Latin-1. */
    public static String decode(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
        }
    }

    static String write(Element root) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument();
            write(xml, root, 0);
            xml.writeCharacters("\n");
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("<" + root.name() + "> cannot be written as XML: " + e.getMessage(), e);
        }
        return text.toString();
    }

    private static void write(XMLStreamWriter xml, Element element, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "\t".repeat(depth));
        if (element.text().isEmpty() && element.children().isEmpty() && depth != 1) {
            xml.writeEmptyElement(element.xmlName());
            return;
        }
        xml.writeStartElement(element.xmlName());
        xml.writeCharacters(replaced(element.text(), "\ufffd"));
        for (Element child : element.children()) {
            write(xml, child, depth + 1);
        }
        if (!element.children().isEmpty()) {
            xml.writeCharacters("\n" + "\t".repeat(depth));
        }
        xml.writeEndElement();
    }

    static Element read(String text) {
        if (text.length() > Limits.FULL_INFO) {
            throw new IllegalArgumentException("the XML is longer than " + Limits.FULL_INFO + " characters");
        }
        if (text.contains("<!DOCTYPE")) {
            // not left to the parser, which prints to standard error when one is cut short
            throw new IllegalArgumentException("the XML has a document type");
        }
        try {
            XMLStreamReader xml = reader(replaced(text, ""));
            try {
                return root(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            String line = e.getMessage().lines().reduce((first, last) -> last).orElse("");
            throw new IllegalArgumentException("the XML is broken: " + line, e);
        }
    }

    /** The text with something else in place of what XML forbids; hardly any has that, and to look by the pattern takes long. */
    private static String replaced(String text, String by) {
        return mayHaveForbidden(text) ? FORBIDDEN.matcher(text).replaceAll(by) : text;
    }

    private static boolean mayHaveForbidden(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c < Character.MIN_SURROGATE || c == '\t' || c == '\n' || c == '\r';
            if (!plain || c == '&' && text.startsWith("&#", i)) {
                return true;
            }
        }
        return false;
    }

    private static XMLStreamReader reader(String text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory.createXMLStreamReader(new StringReader(text.strip()));
    }

    private static Element root(XMLStreamReader xml) throws XMLStreamException {
        Deque<Open> path = new ArrayDeque<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                if (path.size() >= Limits.XML_DEPTH) {
                    throw new IllegalArgumentException("the XML is nested deeper than " + Limits.XML_DEPTH + " elements");
                }
                path.push(new Open(xml.getLocalName()));
            } else if (event == XMLStreamReader.END_ELEMENT) {
                Element closed = path.pop().close();
                if (path.isEmpty()) {
                    return closed;
                }
                path.peek().children.add(closed);
            } else if (!path.isEmpty() && (event == XMLStreamReader.CHARACTERS || event == XMLStreamReader.CDATA)) {
                path.peek().text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        throw new IllegalArgumentException("the XML has no element");
    }

    /** An element whose end has not been read. */
    private static final class Open {
        private final String name;
        private final StringBuilder text = new StringBuilder();
        private final List<Element> children = new ArrayList<>();

        Open(String name) {
            this.name = name;
        }

        Element close() {
            String own = text.toString();
            return new Element(name, own.isBlank() ? "" : own, children);
        }
    }
}
