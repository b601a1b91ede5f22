package org.rapport.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/**
 * What a recording holds of the lives of our devices.
 *
 * @param lives by the number of the life, in the order of the files
 * @param streams how many streams of our devices there are
 * @param faults what the reader complains of
 */
record Recorded(Map<Integer, Part> lives, int streams, List<String> faults) {
    private static final int MOST_FAULTS = 5;

    /** The samples of one life in a recording: how many from which on, and what is wrong with them. */
    static final class Part {
        private final Life life;
        private final List<String> faults = new ArrayList<>();
        private final List<String> streams = new ArrayList<>();
        private int first = -1;
        private int next;

        Part(Life life) {
            this.life = life;
        }

        int first() {
            return first;
        }

        /** One past the last of them. */
        int end() {
            return next;
        }

        List<String> faults() {
            return faults;
        }

        /** The streams that it is in, file and number. */
        List<String> streams() {
            return streams;
        }

        private void take(String stream, double number, double stamp, double third) {
            int sample = (int) number;
            if (streams.isEmpty() || !streams.get(streams.size() - 1).equals(stream)) {
                streams.add(stream);
            }
            if (first < 0) {
                first = sample;
                next = sample;
            }
            if (sample != next) {
                fault(sample > next ? "lacks " + (sample - next) + " samples from number " + next + " on"
                        : "has number " + sample + " after number " + (next - 1));
            }
            next = sample + 1;
            if (sample >= life.count() || number != sample) {
                fault("has a sample that was never sent: " + number);
            } else if (Double.doubleToLongBits(stamp) != Double.doubleToLongBits(life.stamp(sample))) {
                fault("has the stamp " + stamp + " at number " + sample + ", which was sent at " + life.stamp(sample));
            } else if (life.channels() > 2 && !Life.isSent(sample, third)) {
                fault("has the value " + third + " at number " + sample);
            }
        }

        private void fault(String words) {
            if (faults.size() < MOST_FAULTS) {
                faults.add(words);
            }
        }
    }

    static Recorded read(List<Path> files, List<Life> lives) throws IOException {
        Map<Integer, Life> byNumber = new LinkedHashMap<>();
        lives.forEach(life -> byNumber.put(life.number(), life));
        Map<Integer, Part> parts = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        int streams = 0;
        for (Path path : files) {
            XdfFile file = XdfReader.read(path);
            file.warnings().forEach(warning -> faults.add(path.getFileName() + ": " + warning));
            for (XdfStream stream : file.streams()) {
                if (stream.name().startsWith(Device.PREFIX)) {
                    streams++;
                    take(path.getFileName() + " stream " + stream.id(), stream, byNumber, parts, faults);
                }
            }
        }
        return new Recorded(parts, streams, faults);
    }

    private static void take(String where, XdfStream stream, Map<Integer, Life> lives, Map<Integer, Part> parts,
            List<String> faults) {
        double[] values = stream.values().doubles();
        int width = stream.channelCount();
        for (int i = 0; i < stream.samples(); i++) {
            Life life = lives.get((int) values[i * width + 1]);
            if (life == null || !life.device().equals(stream.name()) || life.channels() != width) {
                faults.add(where + ": sample " + i + " is of nobody's life: " + values[i * width + 1]);
                return;
            }
            parts.computeIfAbsent(life.number(), number -> new Part(life)).take(where, values[i * width], stream.times()[i],
                    width > 2 ? values[i * width + 2] : 0);
        }
    }
}
