package org.rapport.web;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All pages that look, and the beat at which they are sent what is new. */
@Component(service = Viewers.class)
public final class Viewers {
    private static final Logger log = LoggerFactory.getLogger("page");
    private static final int MOST = 16;
    /** 30 frames a second; the state twice a second, and at once, but at most ten times a second, when something happens. */
    private static final long BEAT_MILLIS = 33;
    private static final int BEATS_OF_STATE = 15;
    private static final int BEATS_OF_NEWS = 3;

    private final Watch watch;
    private final SessionState state;
    private final Set<Viewer> viewers = new CopyOnWriteArraySet<>();
    private ScheduledExecutorService beat;
    private volatile boolean news;
    private int sinceState;
    private boolean failed;

    @Activate
    public Viewers(@Reference Watch watch, @Reference SessionState state) {
        this.watch = watch;
        this.state = state;
        watch.onHappening(happening -> news = true);
    }

    synchronized void begin() {
        if (beat == null) {
            beat = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "page: beat");
                thread.setDaemon(true);
                return thread;
            });
            beat.scheduleWithFixedDelay(this::next, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Deactivate
    synchronized void end() {
        if (beat != null) {
            beat.shutdownNow();
            beat = null;
        }
        viewers.forEach(viewer -> viewer.close("the runtime ends"));
        viewers.clear();
    }

    boolean isFull() {
        return viewers.size() >= MOST;
    }

    int count() {
        return viewers.size();
    }

    /** Rows that pages which are open were too slow for. */
    long dropped() {
        return viewers.stream().mapToLong(Viewer::dropped).sum();
    }

    Viewer arrive() {
        Viewer viewer = new Viewer(viewers::remove);
        viewers.add(viewer);
        news = true;
        return viewer;
    }

    /** Sends the state at the next beat: something was changed on a page. */
    void tell() {
        news = true;
    }

    private void next() {
        try {
            sinceState++;
            if (sinceState >= BEATS_OF_STATE || news && sinceState >= BEATS_OF_NEWS) {
                sinceState = 0;
                news = false;
                state.refresh();
                if (!viewers.isEmpty()) {
                    String text = state.text(viewers.size(), dropped());
                    viewers.forEach(viewer -> viewer.tell(text));
                }
            }
            if (!viewers.isEmpty()) {
                List<WatchedStream> streams = watch.streams();
                viewers.forEach(viewer -> viewer.next(streams, watch.now()));
            }
        } catch (RuntimeException e) { // the beat goes on
            if (!failed) {
                failed = true;
                log.error("the page could not be told the state: {}; further failures are not told", e.toString(), e);
            }
        }
    }
}
