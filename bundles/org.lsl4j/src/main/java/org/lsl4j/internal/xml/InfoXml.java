package org.lsl4j.internal.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.lsl4j.ChannelFormat;
import org.lsl4j.Element;
import org.lsl4j.Endpoint;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.DecimalText;
import org.lsl4j.internal.base.Limits;

/** Maps streams to the {@code info} element they are described by on the wire, and back. */
public final class InfoXml {
    public static final Element NO_DESC = Element.of("desc");
    /** Holds a description that is no XML, in files and for who asks. */
    private static final String AS_SENT = "description_as_sent";
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");

    private InfoXml() {
    }

    public static Element toElement(StreamInfo info, Element desc) {
        List<Element> children = new ArrayList<>();
        children.add(Element.of("name", info.name()));
        children.add(Element.of("type", info.type()));
        children.add(Element.of("channel_count", Integer.toString(info.channelCount())));
        children.add(Element.of("channel_format", info.format().text()));
        children.add(Element.of("source_id", info.sourceId()));
        children.add(Element.of("nominal_srate", DecimalText.of(info.nominalRate())));
        children.add(Element.of("version", DecimalText.of(info.version())));
        children.add(Element.of("created_at", DecimalText.of(info.createdAt())));
        children.add(Element.of("uid", info.uid()));
        children.add(Element.of("session_id", info.sessionId()));
        children.add(Element.of("hostname", info.hostname()));
        addEndpoint(children, "v4", info.v4());
        addEndpoint(children, "v6", info.v6());
        children.add(desc);
        if (!info.asSent().isEmpty()) {
            children.add(Element.of(AS_SENT, info.asSent()));
        }
        return new Element("info", "", children);
    }

    private static void addEndpoint(List<Element> children, String family, Endpoint endpoint) {
        children.add(Element.of(family + "address", endpoint.address()));
        children.add(Element.of(family + "data_port", Integer.toString(endpoint.dataPort())));
        children.add(Element.of(family + "service_port", Integer.toString(endpoint.servicePort())));
    }

    public static String write(StreamInfo info, Element desc) {
        return XmlText.write(toElement(info, desc));
    }

    /** Whatever can be read of a description: the native library reads more than XML, so that others send more. */
    public static StreamInfo read(String text) {
        try {
            Element info = XmlText.read(text);
            return read(info, info.text(AS_SENT));
        } catch (IllegalArgumentException notXml) {
            if (text.length() > Limits.FULL_INFO || text.contains("<!DOCTYPE")) {
                throw notXml;
            }
            try {
                return read(LenientXml.read(text), text);
            } catch (IllegalArgumentException e) {
                e.addSuppressed(notXml);
                throw e;
            }
        }
    }

    private static StreamInfo read(Element info, String asSent) {
        if (!info.name().equals("info")) {
            throw new IllegalArgumentException("a stream is described by <info>, not <" + info.name() + ">");
        }
        return StreamInfo.builder(shown(info, "name"), shown(info, "type")).channelCount((int) number(info, "channel_count", 1))
                .format(ChannelFormat.parse(field(info, "channel_format"))).sourceId(field(info, "source_id"))
                .nominalRate(number(info, "nominal_srate", 0)).version(number(info, "version", 1.1))
                .createdAt(number(info, "created_at", 0)).uid(field(info, "uid")).sessionId(field(info, "session_id"))
                .hostname(shown(info, "hostname")).v4(endpoint(info, "v4")).v6(endpoint(info, "v6"))
                .desc(info.child("desc").orElse(NO_DESC)).asSent(asSent).build();
    }

    private static Endpoint endpoint(Element info, String family) {
        return new Endpoint(field(info, family + "address"), (int) number(info, family + "data_port", 0),
                (int) number(info, family + "service_port", 0));
    }

    /** What people read: without characters that move the cursor, break the line or turn the direction of writing. */
    private static String shown(Element info, String name) {
        return INVISIBLE.matcher(field(info, name)).replaceAll("\ufffd");
    }

    private static String field(Element info, String name) {
        String text = info.text(name);
        if (text.length() > Limits.FIELD) {
            throw new IllegalArgumentException("<" + name + "> is longer than " + Limits.FIELD + " characters");
        }
        return text;
    }

    private static double number(Element info, String name, double missing) {
        String text = info.text(name).strip();
        try {
            return text.isEmpty() ? missing : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("<" + name + "> is '" + text + "', not a number", e);
        }
    }
}
