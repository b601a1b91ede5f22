package org.rapport.lsl;

import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.MemoryBudget;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.signal.Clock;

/** The one access to Lab Streaming Layer that all nodes of this runtime share, and its clock. */
@Component(service = {LslNetwork.class, Clock.class})
public final class LslNetwork implements Clock {
    private final Lsl lsl;
    private final Readership readership = new Readership();
    private final Neighbours neighbours;

    @Activate
    public LslNetwork(@Reference MemoryBudget memory) {
        this(Lsl.open(LslConfig.load(), memory));
    }

    LslNetwork(Lsl lsl) {
        this.lsl = lsl;
        this.neighbours = new Neighbours(lsl);
    }

    Lsl lsl() {
        return lsl;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    Readership readership() {
        return readership;
    }

    @Override
    public double now() {
        return LslClock.now();
    }

    @Deactivate
    public void close() {
        neighbours.close();
        lsl.close();
    }
}
