package org.rapport.web.participant;

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
import org.rapport.api.signal.Clock;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;

/** What a participant rates on a page: a stream of labels, a sample for each change, which holds until the next. */
@Component(configurationPid = "rapport.source.rating", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class,
        property = "rapport.node.description=Reads what a participant rates on a page; a value holds until it changes.")
@Designate(ocd = RatingSettings.class, factory = true)
public final class RatingSource implements PolledSource {
    private final Seats seats;
    private final Clock clock;
    private final Role role;
    private final RatingScale scale;
    private final Optional<Path> consent;
    private volatile float[] values;
    private Seat seat;
    private SeatStream stream;

    @Activate
    public RatingSource(RatingSettings settings, @Reference Seats seats, @Reference Clock clock, @Reference Home home) {
        this(Role.of(settings.role()), RatingScale.of(settings), Seat.consent(settings.consent(), home), seats, clock);
    }

    RatingSource(Role role, RatingScale scale, Optional<Path> consent, Seats seats, Clock clock) {
        this.role = role;
        this.scale = scale;
        this.consent = consent;
        this.seats = seats;
        this.clock = clock;
        this.values = neutral();
    }

    private float[] neutral() {
        float[] all = new float[scale.dimensions().size()];
        Arrays.fill(all, (float) scale.neutral());
        return all;
    }

    @Override
    public void begin(Output whole) {
        List<Channel> channels = scale.dimensions().stream()
                .map(name -> new Channel(role, "Label", name, "", "", Channel.Scale.STEPWISE)).toList();
        stream = new SeatStream(whole, new StreamDescription(whole.node(), 0, channels, new Origin.Device("Label", "lsl", "")),
                role.word());
        stream.begin(clock.now());
        seat = new Seat(role, whole.node(), Seat.Kind.RATING, consent, () -> scale.json(values));
        seats.enter(seat);
    }

    @Override
    public void poll() {
        for (Arrival arrival : seat.inbox().all()) {
            stream.take(arrival);
            if (arrival instanceof Arrival.Rows rows && rows.columns() == values.length) {
                values = Arrays.copyOfRange(rows.values(), rows.values().length - values.length, rows.values().length);
            } else if (arrival instanceof Arrival.Presence news && news.state() == PageState.NOT_OPEN) {
                values = neutral(); // the next participant begins
            }
        }
        stream.beat(clock.now());
    }

    @Override
    public void end() {
        seats.leave(seat);
    }
}
