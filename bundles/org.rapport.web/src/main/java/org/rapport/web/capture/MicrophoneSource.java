package org.rapport.web.capture;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Clock;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.web.participant.Arrival;
import org.rapport.web.participant.Seat;
import org.rapport.web.participant.SeatStream;
import org.rapport.web.participant.Seats;

import jakarta.json.Json;

/** The voice of a participant: sound of the microphone of the participant's page. What is missing of it is NaN. */
@Component(configurationPid = "rapport.source.microphone", configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = Source.class,
        property = "rapport.node.description=Reads the sound of the microphone of the participant's page.")
@Designate(ocd = MicrophoneSettings.class, factory = true)
public final class MicrophoneSource implements PolledSource {
    /** Samples a second. */
    static final double RATE = 16_000;
    /** Half of what an integer of 16 bits can tell apart: full scale. */
    private static final float FULL = 32_768;
    /** Longer gaps are not filled with NaN; they are gaps all the same. */
    private static final long MOST_FILLED = (long) (10 * RATE);

    private final MicrophoneSettings settings;
    private final Seats seats;
    private final Clock clock;
    private final Role role;
    private final Optional<Path> consent;
    private final SampleClock samples = new SampleClock(RATE);
    private long gaps;
    private long jumps;
    private Output output;
    private StreamDescription description;
    private Seat seat;
    private SeatStream stream;

    @Activate
    public MicrophoneSource(MicrophoneSettings settings, @Reference Seats seats, @Reference Clock clock, @Reference Home home) {
        this.settings = settings;
        this.seats = seats;
        this.clock = clock;
        this.role = Role.of(settings.role());
        this.consent = Seat.consent(settings.consent(), home);
    }

    @Override
    public void begin(Output whole) {
        output = whole;
        description = new StreamDescription(whole.node(), RATE,
                List.of(new Channel(role, "Audio", "sound", "", "", Scale.CONTINUOUS)), new Origin.Device("Audio", "lsl", ""));
        stream = new SeatStream(whole, description, role.word());
        stream.begin(clock.now());
        seat = new Seat(role, whole.node(), Seat.Kind.MICROPHONE, consent,
                () -> Json.createObjectBuilder().add("rate", RATE).build());
        seats.enter(seat);
    }

    @Override
    public void poll() {
        seat.inbox().all().forEach(this::take);
        stream.beat(clock.now());
    }

    private void take(Arrival arrival) {
        if (arrival instanceof Arrival.Sound sound) {
            take(sound);
        } else if (arrival instanceof Arrival.Measured measured) {
            stream.take(new Arrival.Measured(0, measured.uncertainty(), measured.time())); // stamps are of the runtime's clock
        } else if (arrival instanceof Arrival.Event event) {
            output.send(new Marker(output.node(), event.time(), String.join(": ", event.values())));
        } else {
            stream.take(arrival);
        }
    }

    private void take(Arrival.Sound sound) {
        double told = sound.stamp() + sound.offset() - settings.latency();
        if (sound.forgotten() > 0 && !Double.isNaN(samples.at(sound.frame()))) {
            missing(sound);
        }
        double[] times = samples.next(sound.frame(), sound.values().length, told);
        if (samples.jumps() > jumps) {
            jumps = samples.jumps();
            tell(sound.arrived(), "the times of the sound jumped, " + jumps
                    + " times so far: its clock was still being measured, was " + "set, or the computer slept");
        }
        float[] values = new float[times.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = sound.values()[i] / FULL;
        }
        send(times, values, sound.arrived());
    }

    /** The count of samples says that some are missing, so many that they must have been there. */
    private void missing(Arrival.Sound sound) {
        gaps++;
        tell(sound.arrived(),
                sound.forgotten() + " samples are missing, in " + gaps + (gaps == 1 ? " gap" : " gaps") + " so far");
        if (sound.forgotten() <= MOST_FILLED) {
            long first = sound.frame() - sound.forgotten();
            double[] times = samples.next(first, (int) sound.forgotten(), samples.at(first));
            float[] values = new float[times.length];
            Arrays.fill(values, Float.NaN);
            send(times, values, sound.arrived());
        }
    }

    /** The stamps are those of the runtime's clock: the count of samples made them better than what was told. */
    private void send(double[] times, float[] values, double arrived) {
        stream.take(new Arrival.Rows(0, times, 0, 1, values, arrived));
    }

    private void tell(double time, String what) {
        output.send(new StreamStatus(description.id(), State.LIVE, time, what, true));
    }

    @Override
    public void end() {
        seats.leave(seat);
    }
}
