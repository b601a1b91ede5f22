package org.rapport.recording.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfValues;
import org.rapport.xdf.XdfVisitor;

/** The first pass through a recording: what streams it has, and whether the journal tells of all that they hold, in order. */
final class JournalSurvey implements XdfVisitor {
    private final Map<Integer, Found> streams = new LinkedHashMap<>();
    private OptionalInt journal = OptionalInt.empty();
    private boolean inOrder = true;

    /** What was found of one stream. */
    private static final class Found {
        private final String xml;
        private final StreamHeader header;
        private final Optional<StreamDescription> description;
        private final StreamId marker;
        private final List<String> labels;
        private double first = Double.POSITIVE_INFINITY;
        private double last = Double.NEGATIVE_INFINITY;
        /** Samples that no row told of yet. */
        private long untold;

        Found(int id, String xml, StreamHeader header) {
            this.xml = xml;
            this.header = header;
            description = HeaderReader.description(xml);
            marker = HeaderReader.id(xml)
                    .orElseGet(() -> new StreamId(header.name(), header.name(), StreamFacts.of(xml).sourceId(), id));
            labels = HeaderReader.labels(xml, header.channelCount());
        }

        /** Whether the journal tells of it, if there is anything to tell. */
        boolean isTold() {
            return untold == 0 || first <= last;
        }

        StreamHead head(int id) {
            return new StreamHead(id, header.name(), xml, description, first, last);
        }
    }

    @Override
    public void stream(int id, String xml, StreamHeader header) {
        boolean isJournal = header.name().equals(Journal.NAME) && header.channelCount() == Journal.COLUMNS
                && header.format() == XdfFormat.DOUBLE64;
        Found found = new Found(id, xml, header);
        streams.put(id, found);
        if (isJournal) {
            inOrder &= journal.isEmpty();
            journal = OptionalInt.of(id);
        } else {
            inOrder &= header.format() == XdfFormat.STRING || found.description.isPresent();
        }
    }

    @Override
    public void samples(int id, double[] times, XdfValues values) {
        if (!isJournal(id)) {
            streams.get(id).untold += times.length;
            return;
        }
        double[] rows = values.doubles();
        for (int i = 0; i < times.length; i++) {
            Journal.Row row = Journal.Row.of(i, times[i], rows);
            Found found = streams.get(row.stream());
            if (found == null || found.untold != row.samples() || row.samples() == 0) {
                inOrder = false; // something between is lost
                return;
            }
            found.untold = 0;
            found.first = Math.min(found.first, row.first());
            found.last = Math.max(found.last, row.last());
        }
    }

    /** The times of texts are the recorder's own, or else they are not of Rapport's recorder. */
    @Override
    public void clockOffset(int id, ClockOffset offset) {
        inOrder &= streams.get(id).header.format() != XdfFormat.STRING || offset.offset() == 0;
    }

    /** Whether the order of the file is that of the session, but for a chunk at the end that was being written. */
    boolean isWhole() {
        return journal.isPresent() && inOrder && streams.values().stream().allMatch(Found::isTold);
    }

    /** What is left out. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        streams.forEach((id, found) -> {
            if (found.untold > 0) {
                warnings.add(titles().of(id) + ": its last " + found.untold
                        + " samples are left out: the recording ended before it told when they came");
            }
        });
        return warnings;
    }

    boolean isJournal(int id) {
        return journal.isPresent() && journal.getAsInt() == id;
    }

    StreamHeader header(int id) {
        return streams.get(id).header;
    }

    StreamDescription description(int id) {
        return streams.get(id).description.orElseThrow();
    }

    /** The identity of a stream of markers. */
    StreamId marker(int id) {
        return streams.get(id).marker;
    }

    List<String> labels(int id) {
        return streams.get(id).labels;
    }

    /** The streams of numbers but the journal. */
    Collection<StreamHead> heads() {
        List<StreamHead> heads = new ArrayList<>();
        streams.forEach((id, found) -> {
            if (!isJournal(id) && found.header.format() != XdfFormat.STRING) {
                heads.add(found.head(id));
            }
        });
        return heads;
    }

    StreamTitles titles() {
        Map<Integer, StreamFacts> facts = new LinkedHashMap<>();
        streams.forEach((id, found) -> facts.put(id, StreamFacts.of(found.xml)));
        return StreamTitles.of(facts);
    }
}
