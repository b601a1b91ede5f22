package org.rapport.recording.tables;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.rapport.json.FileFault;
import org.rapport.recording.tables.ImportedStream.Column;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfStream;

/**
 * An annotation of NOVA (SSI): an XML head {@code NAME.annotation}, and beside it the values, {@code NAME.annotation~}, as text
 * or as binary. A continuous one has a value and a confidence a sample; a discrete one has intervals with the number of a class.
 */
final class NovaAnnotation {
    private static final String HEAD = ".annotation";
    private static final String VALUES = HEAD + "~";
    private static final int MOST_HEAD = 1 << 20;
    private static final int CONTINUOUS_BYTES = 8;
    private static final int DISCRETE_BYTES = 24;
    /** From, to, class, confidence. */
    private static final int DISCRETE_CELLS = 4;

    private final Path head;
    /** Attributes as {@code scheme.name}. */
    private final Map<String, String> attributes = new HashMap<>();
    private final List<double[]> rows = new ArrayList<>();

    private NovaAnnotation(Path head) {
        this.head = head;
    }

    /** The head of an annotation, of which this is one of the two files. */
    static Optional<Path> head(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(VALUES)) {
            return Optional.of(file.resolveSibling(name.substring(0, name.length() - 1)));
        }
        return name.endsWith(HEAD) ? Optional.of(file) : Optional.empty();
    }

    static XdfFile read(Path head) throws IOException {
        NovaAnnotation annotation = new NovaAnnotation(head);
        annotation.readHead();
        return new XdfFile("", List.of(annotation.stream()), List.of());
    }

    private void readHead() throws IOException {
        if (!Files.isRegularFile(head)) {
            throw new FileFault(head + ": there is no such file; it tells what the values in " + values().getFileName() + " are");
        }
        String text;
        try (var in = Files.newInputStream(head)) {
            text = new String(in.readNBytes(MOST_HEAD), StandardCharsets.UTF_8).replace("\uFEFF", "");
        }
        try {
            if (text.contains("<!DOCTYPE")) {
                throw new XMLStreamException("a document type");
            }
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        attributes.putIfAbsent(xml.getLocalName() + "." + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new FileFault(head + ": is not readable XML, so its values cannot be interpreted");
        }
    }

    private Path values() {
        return head.resolveSibling(head.getFileName() + "~");
    }

    private XdfStream stream() throws IOException {
        String kind = attributes.getOrDefault("scheme.type", "");
        boolean continuous = kind.equalsIgnoreCase("CONTINUOUS");
        if (!continuous && !kind.equalsIgnoreCase("DISCRETE")) {
            throw new FileFault(
                    head + ": is a " + (kind.isEmpty() ? "scheme without a type" : kind.toLowerCase(Locale.ROOT) + " scheme")
                            + "; continuous and discrete annotations can be read");
        }
        if (!Files.isRegularFile(values())) {
            throw new FileFault(values() + ": there is no such file, and it holds the values of " + head.getFileName());
        }
        String type = attributes.getOrDefault("info.ftype", "ASCII");
        if (type.equalsIgnoreCase("BINARY")) {
            readBinary(continuous);
        } else {
            readText(continuous ? 2 : DISCRETE_CELLS);
        }
        String name = attributes.getOrDefault("scheme.name", head.getFileName().toString().replace(HEAD, ""));
        return continuous ? continuous(name) : discrete(name);
    }

    private void readText(int cells) throws IOException {
        TextLines.read(values(), (line, text) -> {
            if (!text.isBlank()) {
                String[] parts = text.strip().split(";", -1);
                if (parts.length < cells) {
                    throw new FileFault(values() + ":" + line + ": has " + parts.length + " values where " + cells + " must be");
                }
                double[] row = new double[cells];
                for (int i = 0; i < cells; i++) {
                    row[i] = TableRows.number(parts[i]);
                }
                rows.add(row);
            }
        });
    }

    private void readBinary(boolean continuous) throws IOException {
        int bytes = continuous ? CONTINUOUS_BYTES : DISCRETE_BYTES;
        long count = Files.size(values()) / bytes;
        if (count > Runtime.getRuntime().maxMemory() / (CONTINUOUS_BYTES * bytes)) {
            throw new FileFault(values() + ": does not fit into memory; give more with JAVA_OPTS=-Xmx8g");
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(values())))) {
            for (long i = 0; i < count; i++) {
                ByteBuffer row = ByteBuffer.wrap(in.readNBytes(bytes)).order(ByteOrder.LITTLE_ENDIAN);
                if (row.remaining() == bytes) { // it may be cut while it is read
                    rows.add(continuous ? new double[]{row.getFloat(), row.getFloat()}
                            : new double[]{row.getDouble(), row.getDouble(), row.getInt(), row.getFloat()});
                }
            }
        }
    }

    private XdfStream continuous(String name) throws FileFault {
        double rate = TableRows.number(attributes.getOrDefault("scheme.sr", ""));
        if (!(rate > 0)) {
            throw new FileFault(head + ": its scheme says no rate (sr)");
        }
        double[] times = new double[rows.size()];
        float[] values = new float[2 * times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i / rate;
            values[2 * i] = (float) rows.get(i)[0];
            values[2 * i + 1] = (float) rows.get(i)[1];
        }
        return described(name, rate, List.of(new Column(name, ""), new Column("confidence", ""))).with(1, times, values);
    }

    private XdfStream discrete(String name) {
        double[] begins = rows.stream().mapToDouble(row -> row[0]).toArray();
        double[] ends = rows.stream().mapToDouble(row -> row[1]).toArray();
        float[] values = new float[begins.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows.get(i)[2];
        }
        return Intervals.of(begins, ends, values, 1).stream(described(name, 0, List.of(new Column(name, ""))), 1);
    }

    private ImportedStream described(String name, double rate, List<Column> columns) {
        return new ImportedStream(name, "Label", rate, "", "NOVA", columns);
    }
}
