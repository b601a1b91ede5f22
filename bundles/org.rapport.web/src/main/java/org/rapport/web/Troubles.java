package org.rapport.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The troubles of a session, the same on all pages: those that last, and those that were. Used by any thread. */
@Component(service = Troubles.class)
public final class Troubles {
    /** What happens at one moment and does not last. */
    static final String WARNING = "warning";
    private static final int MOST = 500;
    private static final Pattern FIGURES = Pattern.compile("[0-9]+");

    private final List<Trouble> all = new ArrayList<>();
    private final List<Consumer<Trouble>> listeners = new CopyOnWriteArrayList<>();
    private long numbers;

    @Activate
    public Troubles() {
        // there are none yet
    }

    /** Calls for each that begins or ends from now on; what is told again is no news. */
    void onNews(Consumer<Trouble> listener) {
        listeners.add(listener);
    }

    /**
     * Tells of one. What lasts or has not been acknowledged is told again as the same.
     *
     * @param time when, in seconds of the LSL clock
     */
    synchronized void tell(String about, String kind, String text, boolean grave, double time) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Trouble one = all.get(i);
            if (one.about().equals(about) && one.kind().equals(kind) && same(one.text(), text, kind)
                    && (one.lasts() || !one.acknowledged())) {
                all.set(i, one.again(text, time));
                return;
            }
        }
        Trouble begun = new Trouble(numbers++, about, kind, text, grave, time, time, 1, kind.equals(WARNING) ? time : Double.NaN,
                false);
        all.add(begun);
        listeners.forEach(listener -> listener.accept(begun));
        if (all.size() > MOST) {
            all.remove(0);
        }
    }

    /** Warnings are equal but for their figures; what has a kind of its own is one, whatever it says. */
    private static boolean same(String one, String other, String kind) {
        return !kind.equals(WARNING) || FIGURES.matcher(one).replaceAll("").equals(FIGURES.matcher(other).replaceAll(""));
    }

    /** The same for what is found again and again as long as it lasts: it is counted once. */
    synchronized void keep(boolean is, String about, String kind, String text, boolean grave, double time) {
        boolean lasts = all.stream().anyMatch(one -> one.about().equals(about) && one.kind().equals(kind) && one.lasts());
        if (is && !lasts) {
            tell(about, kind, text, grave, time);
        } else if (!is && lasts) {
            end(about, kind, time);
        }
    }

    /** Says that one is over; it stays until it is acknowledged. */
    synchronized void end(String about, String kind, double time) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).about().equals(about) && all.get(i).kind().equals(kind) && all.get(i).lasts()) {
                Trouble over = all.get(i).overAt(time);
                all.set(i, over);
                listeners.forEach(listener -> listener.accept(over));
            }
        }
    }

    /** Somebody has seen one. */
    synchronized boolean acknowledge(long number) {
        boolean there = all.stream().anyMatch(one -> one.number() == number);
        all.replaceAll(one -> one.number() == number ? one.seen() : one);
        return there;
    }

    /** Somebody has seen all that there are up to one. */
    synchronized void acknowledgeUpTo(long number) {
        all.replaceAll(one -> one.number() <= number ? one.seen() : one);
    }

    /** Each of them, the oldest first. */
    synchronized List<Trouble> all() {
        return List.copyOf(all);
    }
}
