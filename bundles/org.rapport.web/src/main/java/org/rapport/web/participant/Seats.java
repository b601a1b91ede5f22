package org.rapport.web.participant;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.signal.Role;

/** The seats that are there now. Nodes come and go as their pipelines do; a page may stay open meanwhile. */
@Component(service = Seats.class)
public final class Seats {
    private static final int MOST = 255;

    private final Map<Integer, Seat> seats = new TreeMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * A seat with its number.
     *
     * @param number from 0 to 254, by which the page names it
     */
    record Numbered(int number, Seat seat) {
    }

    @Activate
    public Seats() {
        // empty until nodes run
    }

    /** Adds one until it leaves. @throws IllegalStateException if there are too many */
    public void enter(Seat seat) {
        synchronized (seats) {
            int free = 0;
            while (seats.containsKey(free)) {
                free++;
            }
            if (free >= MOST) {
                throw new IllegalStateException("there are " + MOST + " nodes with participants' pages already");
            }
            seats.put(free, seat);
        }
        listeners.forEach(Runnable::run);
    }

    /** Takes one out; nothing if it is not there. */
    public void leave(Seat seat) {
        boolean left;
        synchronized (seats) {
            left = seats.values().removeIf(one -> one == seat);
        }
        if (left) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Has the pages of a person told anew what the seats are like. */
    public void changed() {
        listeners.forEach(Runnable::run);
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Those of one person, in the order of their numbers. */
    List<Numbered> of(Role role) {
        synchronized (seats) {
            return seats.entrySet().stream().filter(seat -> seat.getValue().role() == role)
                    .map(seat -> new Numbered(seat.getKey(), seat.getValue())).toList();
        }
    }
}
