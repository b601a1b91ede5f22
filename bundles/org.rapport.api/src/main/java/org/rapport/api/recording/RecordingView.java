package org.rapport.api.recording;

import java.io.IOException;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** A recording that is being looked at. Times are seconds of the recorder's clock. May be used by any thread. */
@ProviderType
public interface RecordingView extends AutoCloseable {
    /** The time of its earliest sample; NaN if it has none. */
    double start();

    /** The time of its latest sample; NaN if it has none. */
    double end();

    /** The streams of numbers, in the order of the file, without what the recorder wrote of itself. */
    List<Stream> streams();

    /** Markers and changes of state, in order; the first ten thousand. */
    List<Event> events();

    /** How many more events there are. */
    long furtherEvents();

    /** What is damaged or missing, one line each. */
    List<String> warnings();

    /**
     * What streams were in a stretch of time: their samples, or of more than were asked for the lowest and the highest value of
     * each of many short times. A row of NaN stands where samples lack. Of a very long stretch, less may come than was asked
     * for.
     *
     * @param wanted the streams and channels
     * @param from the beginning; the sample before it comes as well
     * @param to the end; the sample after it comes as well
     * @param moments how many times the stretch is divided into: a page has so many pixels
     * @throws IOException if it cannot be read any more, or is closed; one line that says why
     */
    List<Samples> samples(List<Wanted> wanted, double from, double to, int moments) throws IOException;

    @Override
    void close();

    /**
     * One stream.
     *
     * @param number its number in the file
     * @param title what it is called; of several with one name, with what tells them apart
     * @param node the node of the graph that it was recorded from; empty if another program recorded it
     * @param made whether that node made it of others
     * @param type its content type
     * @param rate samples a second as it says itself, 0 where they come irregularly
     * @param together whether its clock and the others' are known to each other; if not, its times are of no use here
     */
    record Stream(int number, String title, String node, boolean made, String type, String sourceId, double rate,
            boolean together, List<Column> columns) {
        public Stream {
            columns = List.copyOf(columns);
        }
    }

    /**
     * One channel.
     *
     * @param role {@code emitter}, {@code receiver}, or empty if nobody said whose it is
     * @param stepwise whether a value holds until the next
     */
    record Column(String role, String type, String label, String unit, String extractor, boolean stepwise) {
    }

    /**
     * Something that happened.
     *
     * @param kind {@code MARKER}, or the state that a stream went into
     * @param about the stream
     */
    record Event(double time, String kind, String about, String text) {
    }

    /**
     * Some channels of a stream.
     *
     * @param stream its number in the file
     * @param first the first channel, from 0
     * @param count how many
     */
    record Wanted(int stream, int first, int count) {
    }

    /**
     * What they were.
     *
     * @param times in order
     * @param values row by row
     */
    record Samples(Wanted wanted, double[] times, float[] values) {
    }
}
