package org.lsl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.xml.InfoXml;

/**
 * What is known about a stream: what it carries, who sends it, and where. Immutable. Made by hand for an
 * {@link Outlet}, found by {@link Lsl#resolve}, or read from XML.
 *
 * <p>{@link Lsl#outlet} fills in what only the outlet can know: uid, host name, session, creation time and ports. What
 * is found on the network has an empty description; {@link Inlet#fullInfo} fetches the whole.
 */
public final class StreamInfo {
    /** Stands for a description that is not known; this one and no other. */
    static final Element UNKNOWN_DESC = Element.of("desc");

    private final Builder fields;
    /** As queries see it, made when the first is asked: hundreds may be, of one stream. */
    private Element described;
    private Element undescribed;

    private StreamInfo(Builder fields) {
        this.fields = fields;
    }

    /** Begins a description of one {@code float32} channel at an irregular rate. */
    public static Builder builder(String name, String type) {
        return new Builder(name, type);
    }

    /**
     * Reads the XML of a stream, or the header of an XDF file's stream. Elements may be missing, in any order, or
     * unknown; only a name and a channel format are required.
     *
     * @throws IllegalArgumentException if it is no such XML, or a value is no number where one is due
     */
    public static StreamInfo parse(String xml) {
        return InfoXml.read(xml);
    }

    /** The same, to be changed. */
    public Builder toBuilder() {
        return new Builder(fields);
    }

    /** Its name; several streams may have the same. */
    public String name() {
        return fields.name;
    }

    /** The content type, such as {@code EEG}; may be empty. */
    public String type() {
        return fields.type;
    }

    /** How many values a sample has. */
    public int channelCount() {
        return fields.channelCount;
    }

    /** Samples a second, 0 if they come irregularly. */
    public double nominalRate() {
        return fields.nominalRate;
    }

    /** The type of its values. */
    public ChannelFormat format() {
        return fields.format;
    }

    /** What stays the same when the outlet's program restarts; empty if nothing does, which rules recovery out. */
    public String sourceId() {
        return fields.sourceId;
    }

    /** The protocol version divided by 100, as XML has it: 1.1. */
    public double version() {
        return fields.version;
    }

    /** When the outlet was made, in seconds of its clock; 0 if not known. */
    public double createdAt() {
        return fields.createdAt;
    }

    /** Names this very outlet, empty if there is none as yet. */
    public String uid() {
        return fields.uid;
    }

    /** The session the outlet takes part in, empty if not known. */
    public String sessionId() {
        return fields.sessionId;
    }

    /** The host of the outlet, empty if not known. */
    public String hostname() {
        return fields.hostname;
    }

    /** Where the outlet is reached over IPv4. */
    public Endpoint v4() {
        return fields.v4;
    }

    /** Where the outlet is reached over IPv6. */
    public Endpoint v6() {
        return fields.v6;
    }

    /** The further description, an element called {@code desc}. */
    public Element desc() {
        return fields.desc;
    }

    /** The whole text that describes the stream, if it is no XML and was read as far as it could be; else empty. */
    public String asSent() {
        return fields.asSent;
    }

    /**
     * What the description says about the channels, read from {@code desc/channels/channel}: as many entries as it has,
     * which may be none or not {@link #channelCount()}.
     */
    public List<ChannelInfo> channels() {
        return desc().children("channels").stream().flatMap(channels -> channels.children("channel").stream())
                .map(ChannelInfo::from).toList();
    }

    /** All of it as XML. */
    public String toXml() {
        return InfoXml.write(this, desc());
    }

    /** The XML that discovery passes around, without the description. */
    public String toShortXml() {
        return InfoXml.write(this, InfoXml.NO_DESC);
    }

    /**
     * Whether an XPath 1.0 expression, seen from the {@code info} element, holds. One that cannot be read or costs too much
     * never does; an empty one always does.
     */
    public boolean matches(String query) {
        return StreamPredicate.of(query).holds(this);
    }

    /** As a query sees it. Which of several threads has made it does not matter. */
    Element described() {
        Element made = described;
        if (made == null) {
            made = InfoXml.toElement(this, desc());
            described = made;
        }
        return made;
    }

    /** As a query sees it that must not look into the description. */
    Element undescribed() {
        Element made = undescribed;
        if (made == null) {
            made = InfoXml.toElement(this, UNKNOWN_DESC);
            undescribed = made;
        }
        return made;
    }

    /**
     * Whether this may be the stream of the other's device, started anew: name, type, host and the source id are the same, and
     * there is one. While both answer they are two devices all the same; a uid tells outlets apart for sure.
     */
    public boolean mayContinue(StreamInfo other) {
        return !sourceId().isEmpty() && sourceId().equals(other.sourceId()) && name().equals(other.name())
                && type().equals(other.type()) && hostname().equals(other.hostname());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamInfo info && toXml().equals(info.toXml());
    }

    @Override
    public int hashCode() {
        return Objects.hash(fields.name, fields.uid, fields.sourceId);
    }

    /** Name, type and where from, for messages. */
    @Override
    public String toString() {
        String title = (name() + "' (" + type()).replaceAll("\\p{Cntrl}", " ");
        return "'" + title + ", " + channelCount() + " x " + format().text() + " at " + nominalRate() + " Hz"
                + (hostname().isEmpty() ? "" : ", on " + hostname()) + ")";
    }

    /** Collects what a stream is. */
    public static final class Builder {
        private String name;
        private String type;
        private int channelCount = 1;
        private double nominalRate;
        private ChannelFormat format = ChannelFormat.FLOAT32;
        private String sourceId = "";
        private double version = 1.1;
        private double createdAt;
        private String uid = "";
        private String sessionId = "";
        private String hostname = "";
        private Endpoint v4 = Endpoint.NONE;
        private Endpoint v6 = Endpoint.NONE;
        private Element desc = InfoXml.NO_DESC;
        private String asSent = "";
        private final List<ChannelInfo> channels = new ArrayList<>();

        private Builder(String name, String type) {
            this.name = Objects.requireNonNull(name);
            this.type = Objects.requireNonNull(type);
        }

        private Builder(Builder other) {
            name = other.name;
            type = other.type;
            channelCount = other.channelCount;
            nominalRate = other.nominalRate;
            format = other.format;
            sourceId = other.sourceId;
            version = other.version;
            createdAt = other.createdAt;
            uid = other.uid;
            sessionId = other.sessionId;
            hostname = other.hostname;
            v4 = other.v4;
            v6 = other.v6;
            desc = other.desc;
            asSent = other.asSent;
        }

        /** Its name; several streams may have the same. */
        public Builder name(String value) {
            name = Objects.requireNonNull(value);
            return this;
        }

        /** What it holds by convention, such as {@code EEG} or {@code Markers}; may be empty. */
        public Builder type(String value) {
            type = Objects.requireNonNull(value);
            return this;
        }

        /** How many values a sample has. */
        public Builder channelCount(int value) {
            channelCount = value;
            return this;
        }

        /** Samples a second, 0 for irregular. */
        public Builder nominalRate(double hertz) {
            nominalRate = hertz;
            return this;
        }

        /** The type of its values. */
        public Builder format(ChannelFormat value) {
            format = Objects.requireNonNull(value);
            return this;
        }

        /** What stays the same when this program restarts, so that inlets find the stream again. */
        public Builder sourceId(String value) {
            sourceId = Objects.requireNonNull(value);
            return this;
        }

        /** The protocol version divided by 100. */
        public Builder version(double value) {
            version = value;
            return this;
        }

        /** When the outlet was made, in seconds of its clock. */
        public Builder createdAt(double seconds) {
            createdAt = seconds;
            return this;
        }

        /** The unique id of the outlet; one is made if none is set. */
        public Builder uid(String value) {
            uid = Objects.requireNonNull(value);
            return this;
        }

        /** The lab session that it belongs to. */
        public Builder sessionId(String value) {
            sessionId = Objects.requireNonNull(value);
            return this;
        }

        /** The computer that sends it. */
        public Builder hostname(String value) {
            hostname = Objects.requireNonNull(value);
            return this;
        }

        /** Where its outlet answers over IPv4. */
        public Builder v4(Endpoint value) {
            v4 = Objects.requireNonNull(value);
            return this;
        }

        /** Where its outlet answers over IPv6. */
        public Builder v6(Endpoint value) {
            v6 = Objects.requireNonNull(value);
            return this;
        }

        /** The whole further description, an element called {@code desc}. */
        public Builder desc(Element value) {
            if (!value.name().equals("desc")) {
                throw new IllegalArgumentException("a stream's description is called 'desc', not '" + value.name() + "'");
            }
            desc = value;
            return this;
        }

        /** The whole text that describes the stream, if it is no XML. */
        public Builder asSent(String text) {
            asSent = text;
            return this;
        }

        /** Describes one more channel; the first call begins anew, and the channel count follows. */
        public Builder channel(String label, String unit, String channelType) {
            channels.add(new ChannelInfo(label, unit, channelType));
            channelCount = channels.size();
            return this;
        }

        /**
         * The stream.
         *
         * @throws IllegalArgumentException if it has no name, or a count or rate is impossible
         */
        public StreamInfo build() {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a stream needs a name");
            }
            if (channelCount < 0 || channelCount > Limits.CHANNELS) {
                throw new IllegalArgumentException(
                        "stream '" + name + "': " + channelCount + " channels are outside 0.." + Limits.CHANNELS);
            }
            if (!(nominalRate >= 0 && nominalRate <= Limits.RATE)) {
                throw new IllegalArgumentException(
                        "stream '" + name + "': a rate of " + nominalRate + " Hz is outside 0.." + Limits.RATE);
            }
            Builder copy = new Builder(this);
            if (!channels.isEmpty()) {
                copy.desc = describe(desc, channels);
            }
            return new StreamInfo(copy);
        }

        private static Element describe(Element desc, List<ChannelInfo> channels) {
            List<Element> children = new ArrayList<>(desc.children());
            children.removeIf(child -> child.name().equals("channels"));
            children.add(new Element("channels", "", channels.stream().map(ChannelInfo::toElement).toList()));
            return new Element("desc", desc.text(), children);
        }
    }
}
