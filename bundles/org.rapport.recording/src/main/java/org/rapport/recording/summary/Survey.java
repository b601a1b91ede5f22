package org.rapport.recording.summary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.rapport.xdf.ClockModel;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;
import org.rapport.xdf.XdfValues;
import org.rapport.xdf.XdfVisitor;

/** The first of two passes through a recording: how the clock of each stream went, and how its samples come. */
public final class Survey implements XdfVisitor {
    private final Map<Integer, Found> streams = new LinkedHashMap<>();

    /** What was found of one stream. */
    public static final class Found {
        private final String xml;
        private final StreamHeader header;
        private final ClockModel.Builder clock = ClockModel.builder();
        private final SampleRhythm.Meter meter = new SampleRhythm.Meter();
        private long samples;
        private boolean stamped;
        private long offsets;
        private double leastOffset = Double.NaN;
        private double greatestOffset = Double.NaN;

        Found(String xml, StreamHeader header) {
            this.xml = xml;
            this.header = header;
        }

        void add(double[] stamps) {
            for (int i = 0; i < stamps.length && !stamped; i++) {
                stamped = !Double.isNaN(stamps[i]);
            }
            double[] times = times(samples, stamps);
            samples += stamps.length;
            clock.add(times);
            meter.add(times);
        }

        void add(ClockOffset offset) {
            offsets++;
            leastOffset = offset.offset() >= leastOffset ? leastOffset : offset.offset();
            greatestOffset = offset.offset() <= greatestOffset ? greatestOffset : offset.offset();
            clock.add(offset);
        }

        /** The stamps of samples, deduced if the stream has none at all. */
        public double[] times(long first, double[] stamps) {
            return stamped ? stamps : header.deducedTimes(first, stamps.length);
        }

        String xml() {
            return xml;
        }

        public StreamHeader header() {
            return header;
        }

        public ClockModel clock() {
            return clock.build();
        }

        SampleRhythm rhythm() {
            return meter.rhythm(header.rate());
        }

        /** Whether any of its samples has a time stamp. */
        boolean isStamped() {
            return stamped;
        }

        long offsets() {
            return offsets;
        }

        /** NaN if none was measured. */
        double leastOffset() {
            return leastOffset;
        }

        /** NaN if none was measured. */
        double greatestOffset() {
            return greatestOffset;
        }
    }

    static Survey of(Path file) throws IOException {
        Survey survey = new Survey();
        XdfReader.read(file, survey);
        return survey;
    }

    static Survey of(XdfFile file) {
        Survey survey = new Survey();
        for (XdfStream stream : file.streams()) {
            survey.stream(stream.id(), stream.header(),
                    new StreamHeader(stream.name(), stream.type(), stream.rate(), stream.channelCount(), stream.format()));
            survey.samples(stream.id(), stream.times(), stream.values());
        }
        return survey;
    }

    @Override
    public void stream(int id, String xml, StreamHeader header) {
        streams.put(id, new Found(xml, header));
    }

    @Override
    public void samples(int id, double[] times, XdfValues values) {
        streams.get(id).add(times);
    }

    @Override
    public void clockOffset(int id, ClockOffset offset) {
        streams.get(id).add(offset);
    }

    /** What was found of one stream, by its number in the file. */
    public Found stream(int id) {
        return streams.get(id);
    }

    /** In the order of the file. */
    public Collection<Found> streams() {
        return streams.values();
    }
}
