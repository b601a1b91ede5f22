package org.rapport.recording.tables;

import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.rapport.recording.session.HeaderXml;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfStream;
import org.rapport.xdf.XdfValues;

/**
 * A stream that was kept in another format, described as an LSL outlet of the same device would describe it.
 *
 * @param name the stream's name
 * @param type its content type
 * @param rate samples a second, 0 if they come irregularly
 * @param manufacturer who made the device or program, may be empty
 * @param model the device or program, may be empty
 * @param columns its channels
 */
record ImportedStream(String name, String type, double rate, String manufacturer, String model, List<Column> columns) {

    /** @param unit may be empty */
    record Column(String label, String unit) {
    }

    /** With these samples, rows x columns. */
    XdfStream with(int id, double[] times, float[] values) {
        return new XdfStream(id, header(), name, type, rate, columns.size(), XdfFormat.FLOAT32, times, XdfValues.of(values),
                List.of(), Optional.empty());
    }

    private String header() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement("info");
            element(xml, "name", name);
            element(xml, "type", type);
            element(xml, "channel_count", Integer.toString(columns.size()));
            element(xml, "nominal_srate", Double.toString(rate));
            element(xml, "channel_format", "float32");
            element(xml, "source_id", name);
            xml.writeStartElement("desc");
            xml.writeStartElement("acquisition");
            element(xml, "manufacturer", manufacturer);
            element(xml, "model", model);
            xml.writeEndElement();
            xml.writeStartElement("channels");
            for (Column column : columns) {
                xml.writeStartElement("channel");
                element(xml, "label", column.label());
                element(xml, "unit", column.unit());
                element(xml, "type", type);
                xml.writeEndElement();
            }
            xml.writeEndDocument();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written to memory", e);
        }
    }

    private static void element(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(HeaderXml.legal(value));
        xml.writeEndElement();
    }
}
