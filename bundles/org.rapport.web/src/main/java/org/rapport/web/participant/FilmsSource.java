package org.rapport.web.participant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rapport.api.graph.Output;
import org.rapport.api.home.Home;
import org.rapport.api.node.PolledSource;
import org.rapport.api.node.Source;
import org.rapport.api.signal.Clock;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * Films that a participant watches. What happens is a stream of markers of five channels: event, film, filmTime (seconds into the
 * film), question and text; from film and filmTime, labels are joined to what the emitter did in the film.
 */
@Component(configurationPid = "rapport.source.films", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class,
        property = "rapport.node.description=Plays films to a participant, asks questions, and tells what is seen as markers.")
@Designate(ocd = FilmSettings.class, factory = true)
public final class FilmsSource implements PolledSource {
    private static final Logger log = LoggerFactory.getLogger("participant");
    private static final MarkerFormat FORMAT = new MarkerFormat("Markers",
            List.of("event", "film", "filmTime", "question", "text"));
    private static final int PARTS = 5;
    /** Stands among what is done for the instructions: no film has such a name. */
    private static final String INSTRUCTIONS = "/instructions";
    /** Seconds of a film after which its place is kept. */
    private static final double KEEP_EVERY = 5;

    private final FilmSettings settings;
    private final Seats seats;
    private final Clock clock;
    private final PersonFiles files;
    private final Path home;
    private final Optional<Path> consent;
    private volatile List<Path> films = List.of();
    private volatile String participant = "";
    private volatile Optional<FilmProgress> progress = Optional.empty();
    /** Whether an order was drawn, or found, that is not told yet. */
    private volatile boolean isNew;
    private Output output;
    private Seat seat;
    private SeatStream states;

    @Activate
    public FilmsSource(FilmSettings settings, @Reference Seats seats, @Reference Clock clock, @Reference Home home,
            @Reference PersonFiles files) {
        this.settings = settings;
        this.seats = seats;
        this.clock = clock;
        this.home = home.folder();
        this.consent = Seat.consent(settings.consent(), home);
        this.files = files;
    }

    @Override
    public void begin(Output whole) throws IOException {
        output = whole;
        films = in(home.resolve(settings.folder()));
        states = new SeatStream(whole, new StreamDescription(whole.node(), 0, List.of(), Origin.device()), settings.role());
        states.begin(clock.now());
        seat = new Seat(Role.of(settings.role()), whole.node(), Seat.Kind.FILMS, consent, films, this::page);
        seats.enter(seat);
    }

    /** The films of a folder, by name. */
    static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": there is no such folder of films");
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> FilmServlet.type(file).isPresent() && Files.isRegularFile(file)).sorted().toList();
        }
    }

    @Override
    public void poll() {
        if (isNew) {
            isNew = false;
            progress.ifPresent(now -> output.send(new Marker(id(), clock.now(),
                    List.of("order", "", "", "", String.join(" ", now.order()) + "; " + now.drawn()), FORMAT)));
        }
        for (Arrival arrival : seat.inbox().all()) {
            states.take(arrival);
            if (arrival instanceof Arrival.Agreed agreed && !agreed.consent().participant().equals(participant)) {
                participant = agreed.consent().participant();
                progress = Optional.empty();
                files.later(() -> goOn(agreed.consent().participant()));
            } else if (arrival instanceof Arrival.Presence news && news.state() == PageState.NOT_OPEN) {
                participant = ""; // the next one begins where that one is
                progress = Optional.empty();
            } else if (arrival instanceof Arrival.Event event) {
                happened(event);
            }
        }
    }

    /** Finds where the participant was, or draws an order. */
    private void goOn(String who) throws IOException {
        JsonObject kept = files.read(who);
        List<String> names = films.stream().map(FilmsSource::name).filter(name -> !List.of(settings.practice()).contains(name))
                .toList();
        FilmProgress found;
        if (kept.get(key()) instanceof JsonObject before) {
            try {
                found = FilmProgress.of(before).among(names);
                log.info("participant {} goes on with the films: {} of {} are seen", who,
                        found.order().stream().filter(found.done()::contains).count(), found.order().size());
            } catch (ClassCastException | NullPointerException e) {
                throw new IOException(files.file(who) + ": \"" + key() + "\" is not what was kept; mend it, or move it away", e);
            }
        } else {
            FilmOrder order = FilmOrder.of(settings.order(), names.size(), settings.seed(), who, files.count(key()));
            found = FilmProgress.begin(order.places().stream().map(names::get).toList(), order.words());
            log.info("participant {}: films {}, {}", who, found.order(), found.drawn());
            files.keep(who, key(), found.json());
        }
        if (who.equals(participant)) {
            progress = Optional.of(found);
            isNew = true;
            seats.changed();
        }
    }

    private String key() {
        return "films." + output.node();
    }

    private StreamId id() {
        return StreamId.of(output.node(), output.node() + " events", "");
    }

    private static String name(Path film) {
        return film.getFileName().toString();
    }

    private void happened(Arrival.Event event) {
        List<String> values = new ArrayList<>(event.values().subList(0, Math.min(PARTS, event.values().size())));
        while (values.size() < PARTS) {
            values.add("");
        }
        output.send(new Marker(id(), event.time(), values, FORMAT));
        progress.ifPresent(before -> {
            FilmProgress now = after(before, values);
            if (!now.equals(before)) {
                progress = Optional.of(now);
                boolean isLater = now.at("", 0).equals(before.at("", 0)) && now.film().equals(before.film())
                        && Math.floor(now.time() / KEEP_EVERY) == Math.floor(before.time() / KEEP_EVERY);
                if (!isLater) {
                    String who = participant;
                    files.later(() -> files.keep(who, key(), now.json()));
                }
            }
        });
    }

    private static FilmProgress after(FilmProgress before, List<String> values) {
        String film = values.get(1);
        return switch (values.get(0)) {
            case "film-start", "film-time", "film-stall", "film-pause", "film-play" -> before.at(film, seconds(values.get(2)));
            case "answer" -> before.answered(new FilmProgress.Answer(film, values.get(3), values.get(4)));
            case "film-done" -> before.finished(film);
            case "instructions-read" -> before.finished(INSTRUCTIONS);
            default -> before;
        };
    }

    private static double seconds(String told) {
        try {
            double seconds = Double.parseDouble(told);
            return Double.isFinite(seconds) ? seconds : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public void end() {
        seats.leave(seat);
    }

    private JsonObject page() {
        JsonObjectBuilder page = Json.createObjectBuilder().add("ready", progress.isPresent())
                .add("pauseEvery", settings.pauseEvery()).add("resume", settings.resume().toLowerCase(Locale.ROOT))
                .add("instructions", instructions());
        JsonArrayBuilder numbered = Json.createArrayBuilder();
        films.forEach(film -> numbered.add(name(film)));
        JsonArrayBuilder questions = Json.createArrayBuilder();
        Stream.of(settings.questions()).map(FilmQuestion::of).forEach(one -> questions.add(one.json()));
        page.add("films", numbered).add("questions", questions).add("practice",
                Json.createArrayBuilder(List.of(settings.practice())));
        progress.ifPresent(now -> page.add("progress", now.json()));
        return page.build();
    }

    private String instructions() {
        if (settings.instructions().isEmpty()) {
            return "";
        }
        try {
            return ConsentText.read(home.resolve(settings.instructions())).text();
        } catch (IOException e) {
            log.error("{}", e.getMessage());
            return "";
        }
    }
}
