package org.rapport.recording.film;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfStream;

/**
 * One film that a participant saw, as the markers of {@code rapport.source.films} tell.
 *
 * @param film the name of its file
 * @param isPractice whether it was for practice
 * @param isWhole whether it was seen to its end
 * @param stretches in which it ran, one after the other: between them it stood still
 */
record FilmShowing(String film, boolean isPractice, boolean isWhole, List<FilmStretch> stretches) {
    private static final int CHANNELS = 5;

    /** Markers that name a frame of the film, and when it was on the screen. */
    private record Frame(double time, double filmTime) {
    }

    /** All of a recording, in order. */
    static List<FilmShowing> of(List<XdfStream> streams) {
        List<FilmShowing> all = new ArrayList<>();
        streams.stream().filter(FilmShowing::tellsOfFilms).forEach(stream -> all.addAll(new Telling(stream).showings()));
        return all;
    }

    static boolean tellsOfFilms(XdfStream stream) {
        return stream.format() == XdfFormat.STRING && stream.channelCount() == CHANNELS && stream.type().equals("Markers")
                && stream.header().contains("<label>filmTime</label>");
    }

    double seconds() {
        return stretches.stream().mapToDouble(stretch -> stretch.to() - stretch.from()).sum();
    }

    /** Reads the markers of one participant. */
    private static final class Telling {
        private final XdfStream stream;
        private final List<FilmShowing> showings = new ArrayList<>();
        private final List<Frame> frames = new ArrayList<>();
        private List<FilmStretch> stretches = new ArrayList<>();
        private Optional<String> film = Optional.empty();
        private boolean practice;
        private double since = Double.NaN;

        Telling(XdfStream stream) {
            this.stream = stream;
        }

        List<FilmShowing> showings() {
            String[] texts = stream.values().strings();
            for (int i = 0; i < stream.samples(); i++) {
                List<String> told = Arrays.asList(texts).subList(i * CHANNELS, (i + 1) * CHANNELS);
                take(stream.times()[i], told.get(0), told.get(1), told.get(2), told.get(4));
            }
            finish(false); // the recording ended while it ran
            return showings;
        }

        private void take(double time, String event, String name, String filmTime, String text) {
            if (event.equals("film-start")) {
                finish(false);
                film = Optional.of(name);
                practice = text.equals("practice");
            }
            if (film.isEmpty() || !film.get().equals(name)) {
                return;
            }
            switch (event) {
                case "film-start", "film-play" -> {
                    stop(time);
                    since = time;
                    frame(time, filmTime);
                }
                case "film-time" -> frame(time, filmTime);
                case "film-stall", "film-pause", "film-error" -> {
                    frame(time, filmTime);
                    stop(time);
                }
                case "film-stop" -> {
                    frame(time, filmTime);
                    stop(time);
                    finish(true);
                }
                default -> {
                    // answers and the like
                }
            }
        }

        private void frame(double time, String filmTime) {
            try {
                frames.add(new Frame(time, Double.parseDouble(filmTime)));
            } catch (NumberFormatException e) {
                // without a time it tells nothing
            }
        }

        /** The median of all frames, the lower of two: a single one can be late on the screen, the first most of all. */
        private void stop(double time) {
            if (!Double.isNaN(since) && time > since && !frames.isEmpty()) {
                double[] offsets = frames.stream().mapToDouble(frame -> frame.filmTime() - frame.time()).sorted().toArray();
                stretches.add(new FilmStretch(since, time, offsets[(offsets.length - 1) / 2]));
            }
            since = Double.NaN;
            frames.clear();
        }

        private void finish(boolean whole) {
            film.ifPresent(name -> showings.add(new FilmShowing(name, practice, whole, List.copyOf(stretches))));
            film = Optional.empty();
            stretches = new ArrayList<>();
            since = Double.NaN;
            frames.clear();
        }
    }
}
