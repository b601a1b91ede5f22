package org.rapport.training.report;

import java.io.Writer;
import java.util.Locale;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** HTML and SVG, element by element; text is escaped. */
final class ReportPage {
    private final XMLStreamWriter xml;

    ReportPage(Writer out) {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeDTD("<!DOCTYPE html>");
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the page cannot be written: " + e.getMessage(), e);
        }
    }

    /** @param attributes names and values in turn */
    ReportPage open(String name, Object... attributes) {
        return write(() -> {
            xml.writeStartElement(name);
            for (int i = 0; i < attributes.length; i += 2) {
                xml.writeAttribute(String.valueOf(attributes[i]), text(attributes[i + 1]));
            }
        });
    }

    /** Two digits are enough for places in a drawing. */
    private static String text(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : String.valueOf(value);
    }

    ReportPage text(String text) {
        return write(() -> xml.writeCharacters(text));
    }

    ReportPage close() {
        return write(xml::writeEndElement);
    }

    /** An element with nothing but text in it. */
    ReportPage element(String name, String text, Object... attributes) {
        return open(name, attributes).text(text).close();
    }

    void end() {
        write(() -> {
            xml.writeEndDocument();
            xml.close();
        });
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws XMLStreamException;
    }

    private ReportPage write(Writing writing) {
        try {
            writing.write();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the page cannot be written: " + e.getMessage(), e);
        }
    }
}
