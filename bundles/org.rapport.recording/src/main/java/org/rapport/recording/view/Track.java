package org.rapport.recording.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.rapport.recording.summary.Survey;
import org.rapport.xdf.ClockModel;
import org.rapport.xdf.StreamHeader;

/** One stream of numbers of a recording that is being looked at: where its samples are, and an overview of them. */
final class Track {
    /** Seconds without a sample that are a gap, and periods. */
    private static final double LEAST_GAP = 0.1;
    private static final double GAP_PERIODS = 2.5;

    private final Survey.Found found;
    private final ClockModel.Walk walk;
    private final Optional<Envelope> overview;
    private final List<Place> places = new ArrayList<>();
    private long samples;

    /** What a part of the file holds of it. */
    private static final class Place {
        private final int part;
        private final long firstSample;
        private final ClockModel.Walk walk;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        Place(int part, long firstSample, ClockModel.Walk walk) {
            this.part = part;
            this.firstSample = firstSample;
            this.walk = walk;
        }
    }

    /** @param overview to be filled; empty if it would take too much memory */
    Track(Survey.Found found, Optional<Envelope> overview) {
        this.found = found;
        this.walk = found.clock().walk();
        this.overview = overview;
    }

    /** Takes samples of a part in the order of the file. */
    void add(int part, double[] stamps, float[] values) {
        if (places.isEmpty() || last().part != part) {
            places.add(new Place(part, samples, walk.copy()));
        }
        double[] times = walk.times(found.times(samples, stamps));
        samples += stamps.length;
        int width = header().channelCount();
        for (int i = 0; i < times.length; i++) {
            if (!Double.isNaN(times[i])) {
                last().least = Math.min(last().least, times[i]);
                last().most = Math.max(last().most, times[i]);
                if (overview.isPresent()) {
                    overview.get().add(times[i], values, i * width);
                }
            }
        }
    }

    private Place last() {
        return places.get(places.size() - 1);
    }

    StreamHeader header() {
        return found.header();
    }

    Optional<Envelope> overview() {
        return overview;
    }

    /** Seconds between two samples that are a gap. */
    double gap() {
        return header().rate() > 0 ? Math.max(LEAST_GAP, GAP_PERIODS / header().rate()) : Double.POSITIVE_INFINITY;
    }

    /** The parts of the file that have samples of a stretch of time. */
    List<Integer> parts(double from, double to) {
        return places.stream().filter(place -> place.most >= from && place.least <= to).map(place -> place.part).toList();
    }

    /** Reads the samples of one part once more. */
    Reading reading(int part) {
        Place place = places.stream().filter(one -> one.part == part).findFirst().orElseThrow();
        return new Reading(place.walk.copy(), place.firstSample);
    }

    /** How far the samples of a part were read. */
    final class Reading {
        private final ClockModel.Walk clock;
        private long next;

        private Reading(ClockModel.Walk clock, long next) {
            this.clock = clock;
            this.next = next;
        }

        /** The times of the next samples. */
        double[] times(double[] stamps) {
            double[] times = clock.times(found.times(next, stamps));
            next += stamps.length;
            return times;
        }
    }
}
