package org.rapport.recording;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;

/** What goes into a recording, in the order in which it came. */
sealed interface Entry {
    /** What an object costs beside its arrays, roughly. */
    int OVERHEAD = 200;

    /** About how much memory it holds. */
    long bytes();

    /** How many samples it holds. */
    default long samples() {
        return 0;
    }

    /** The stream that it is about. */
    StreamId stream();

    /** Samples of one stream. */
    record Samples(Block block) implements Entry {
        @Override
        public long samples() {
            return block.samples();
        }

        @Override
        public StreamId stream() {
            return block.stream().id();
        }

        @Override
        public long bytes() {
            boolean ownStamps = block.device().stamps() != block.times();
            return OVERHEAD + (ownStamps ? 2L : 1L) * Double.BYTES * block.times().length
                    + (long) Float.BYTES * block.values().length;
        }
    }

    /** A change of a stream's state. */
    record State(StreamStatus status) implements Entry {
        @Override
        public StreamId stream() {
            return status.stream();
        }

        @Override
        public long bytes() {
            return OVERHEAD + status.reason().length();
        }
    }

    /** News of a stream's quality. */
    record Quality(StreamQuality quality) implements Entry {
        @Override
        public StreamId stream() {
            return quality.stream();
        }

        @Override
        public long bytes() {
            return OVERHEAD;
        }
    }

    /** Something that happened. */
    record Mark(Marker marker) implements Entry {
        @Override
        public StreamId stream() {
            return marker.stream();
        }

        @Override
        public long bytes() {
            return OVERHEAD + marker.values().stream().mapToLong(String::length).sum();
        }
    }

    /**
     * Samples of one stream that the recorder had no room for.
     *
     * @param lost how many they are
     * @param from capture time of the first, in seconds
     * @param to capture time of the last, in seconds
     */
    record Loss(StreamId stream, long lost, double from, double to) implements Entry {
        static Loss of(Block block) {
            return new Loss(block.stream().id(), block.samples(), block.times()[0], block.times()[block.samples() - 1]);
        }

        Loss and(Loss next) {
            return new Loss(stream, lost + next.lost, from, next.to);
        }

        @Override
        public long bytes() {
            return OVERHEAD;
        }
    }
}
