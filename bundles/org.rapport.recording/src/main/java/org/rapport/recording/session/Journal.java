package org.rapport.recording.session;

import java.util.List;
import java.util.stream.IntStream;

import org.rapport.api.signal.MarkerFormat;

/**
 * The stream of a recording that keeps the order in which everything came in, and what was made of the devices' stamps.
 * Each of its samples stands for the next chunk of another stream and is stamped with the time at which that came.
 */
public final class Journal {
    /** Its name. */
    public static final String NAME = "rapport-journal";
    /** Its content type. */
    public static final String TYPE = "Journal";
    /** The stream that holds changes of states: the name of a stream, and what is told of it as JSON. */
    public static final String STATES = "rapport-states";
    /** The stream that holds what was found out about the quality of the others, in the same way. */
    public static final String QUALITY = "rapport-quality";
    /**
     * What is told of streams. Other readers take a stream of one channel without a rate for events, whatever its type, so there
     * are two; before that there was one, with the JSON, of type Markers.
     */
    public static final MarkerFormat STATES_FORMAT = new MarkerFormat("States", List.of("stream", "state"));
    public static final MarkerFormat QUALITY_FORMAT = new MarkerFormat("Quality", List.of("stream", "quality"));
    /** The stream that holds the troubles of the session that the page told, and their ends. */
    public static final String TROUBLES = "rapport-troubles";
    public static final MarkerFormat TROUBLES_FORMAT = new MarkerFormat("Troubles", List.of("about", "kind", "text"));
    /** Values of one sample. */
    static final int COLUMNS = 5;

    private Journal() {
    }

    /** The JSON texts of such a stream, also of one that was recorded before it named the stream beside. */
    public static List<String> news(String[] texts, int channels) {
        return IntStream.range(0, texts.length / channels).mapToObj(i -> texts[i * channels + channels - 1]).toList();
    }

    /** Whether a stream of that name is the recorder's own, and came from nobody else. */
    public static boolean isOwn(String stream) {
        return stream.equals(NAME) || stream.equals(STATES) || stream.equals(QUALITY) || stream.equals(TROUBLES);
    }

    /**
     * One chunk.
     *
     * @param position its place among all chunks of the recording
     * @param arrived when it came, in seconds of the LSL clock
     * @param stream the number of its stream in the file
     * @param samples how many samples it has
     * @param correction what was added to the stamps of its samples; NaN if they were spread from first to last
     * @param first time of its first sample
     * @param last time of its last sample
     */
    public record Row(long position, double arrived, int stream, int samples, double correction, double first, double last) {
        /** As a sample of the journal. */
        public double[] values() {
            return new double[]{stream, samples, correction, first, last};
        }

        static Row of(int sample, double arrived, double[] values) {
            int at = sample * COLUMNS;
            return new Row(sample, arrived, (int) values[at], (int) values[at + 1], values[at + 2], values[at + 3],
                    values[at + 4]);
        }

        /** The times of its samples as the graph saw them. */
        double[] times(double[] stamps) {
            double[] times = new double[stamps.length];
            for (int i = 0; i < times.length; i++) {
                times[i] = Double.isNaN(correction) ? spread(i, times.length) : stamps[i] + correction;
                times[i] = i == 0 ? times[i] : Math.max(times[i], times[i - 1]);
            }
            return times;
        }

        private double spread(int i, int count) {
            return i == count - 1 ? last : first + i * (last - first) / (count - 1);
        }
    }

    /** The header of the journal's stream. */
    public static String header(String host, double createdAt) {
        return HeaderXml.ofNumbers(NAME, TYPE, host, createdAt, "stream", "samples", "correction", "first", "last");
    }
}
