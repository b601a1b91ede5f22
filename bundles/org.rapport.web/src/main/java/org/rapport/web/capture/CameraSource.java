package org.rapport.web.capture;

import java.nio.file.Path;
import java.util.Optional;

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
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.web.face.FaceFolder;
import org.rapport.web.participant.Arrival;
import org.rapport.web.participant.Seat;
import org.rapport.web.participant.SeatStream;
import org.rapport.web.participant.Seats;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** The face of a participant: what the participant's browser makes of the pictures of its camera. No face is NaN. */
@Component(configurationPid = "rapport.source.camera", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class,
        property = "rapport.node.description=Reads a participant's face by the camera of the participant's page.")
@Designate(ocd = CameraSettings.class, factory = true)
public final class CameraSource implements PolledSource {
    /** Seconds from one look at the folder of the face landmarker to the next, while something is missing. */
    private static final double LOOK_EVERY = 2;

    private final CameraSettings settings;
    private final Seats seats;
    private final FaceFolder face;
    private final Clock clock;
    private final Role role;
    private final Optional<Path> consent;
    private final FaceWatch watch = new FaceWatch();
    private volatile Optional<String> fault = Optional.empty();
    private double nextLook;
    private Output output;
    private StreamDescription description;
    private Seat seat;
    private SeatStream stream;

    @Activate
    public CameraSource(CameraSettings settings, @Reference Seats seats, @Reference FaceFolder face, @Reference Clock clock,
            @Reference Home home) {
        this.settings = settings;
        this.seats = seats;
        this.face = face;
        this.clock = clock;
        this.role = Role.of(settings.role());
        this.consent = Seat.consent(settings.consent(), home);
    }

    @Override
    public void begin(Output whole) {
        output = whole;
        description = new StreamDescription(whole.node(), settings.rate(), FaceChannels.of(role),
                new Origin.Device("Face", "lsl", "mediapipe-blendshapes"));
        stream = new SeatStream(whole, description, role.word());
        stream.begin(clock.now());
        look();
        seat = new Seat(role, whole.node(), Seat.Kind.CAMERA, consent, this::page);
        seats.enter(seat);
    }

    private void look() {
        Optional<String> found = face.fault();
        if (!found.equals(fault)) {
            fault = found;
            output.send(found.isPresent() ? new StreamStatus(description.id(), State.REFUSED, clock.now(), found.get(), true)
                    : new StreamStatus(description.id(), State.RESOLVING, clock.now(), "the face landmarker is complete now"));
        }
        nextLook = fault.isPresent() ? clock.now() + LOOK_EVERY : Double.POSITIVE_INFINITY;
    }

    @Override
    public void poll() {
        if (clock.now() >= nextLook) {
            Optional<String> before = fault;
            look();
            if (!before.equals(fault)) {
                seats.changed();
            }
        }
        seat.inbox().all().forEach(this::take);
        stream.beat(clock.now());
    }

    private void take(Arrival arrival) {
        if (arrival instanceof Arrival.Rows rows) {
            Arrival.Rows captured = new Arrival.Rows(rows.forgotten(), rows.stamps(), rows.offset() - settings.latency(),
                    rows.columns(), rows.values(), rows.arrived());
            stream.take(captured);
            if (rows.columns() == description.channels().size()) {
                watch(captured);
            }
        } else if (arrival instanceof Arrival.Event event) {
            output.send(new Marker(output.node(), event.time(), String.join(": ", event.values())));
        } else {
            stream.take(arrival);
        }
    }

    private void watch(Arrival.Rows rows) {
        for (int i = 0; i < rows.stamps().length; i++) {
            boolean seen = !Float.isNaN(rows.values()[i * rows.columns()]);
            watch.add(rows.stamps()[i], seen)
                    .ifPresent(
                            sees -> output.send(new StreamStatus(description.id(), State.LIVE, rows.arrived(),
                                    sees ? "sees the " + role.word() + "'s face again"
                                            : "sees no face: the " + role.word() + " is not in the picture, or it is too dark",
                                    !sees)));
        }
    }

    @Override
    public void end() {
        seats.leave(seat);
    }

    private JsonObject page() {
        JsonObjectBuilder page = Json.createObjectBuilder().add("rate", settings.rate()).add("width", settings.width())
                .add("height", settings.height()).add("video", settings.video());
        fault.ifPresent(what -> page.add("fault", true));
        return page.build();
    }
}
