package org.rapport.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.recording.RecordingView;
import org.rapport.api.recording.RecordingViews;

/** The recordings that pages look at: the latest few stay open. */
@Component(service = Playback.class)
public final class Playback {
    private static final int MOST = 3;

    private final RecordingViews views;
    /** The one that was looked at last comes last. */
    private final Map<Path, Opened> all = new LinkedHashMap<>(MOST, 1, true);

    /** A recording that is being opened, is open, or cannot be opened. */
    static final class Opened {
        private final long bytes;
        private volatile double progress;
        private volatile String failure = "";
        private Optional<RecordingView> view = Optional.empty();
        private boolean closed;

        private Opened(long bytes) {
            this.bytes = bytes;
        }

        /** From 0 to 1. */
        double progress() {
            return progress;
        }

        /** Why it cannot be opened; empty if it can. */
        String failure() {
            return failure;
        }

        synchronized Optional<RecordingView> view() {
            return view;
        }

        private void told(double share) {
            if (isClosed()) {
                throw new CancellationException();
            }
            progress = share;
        }

        private synchronized boolean isClosed() {
            return closed;
        }

        private synchronized void opened(RecordingView found) {
            if (closed) {
                found.close();
            } else {
                view = Optional.of(found);
            }
        }

        private synchronized void close() {
            closed = true;
            view.ifPresent(RecordingView::close);
        }
    }

    @Activate
    public Playback(@Reference RecordingViews views) {
        this.views = views;
    }

    @Deactivate
    synchronized void end() {
        all.values().forEach(Opened::close);
        all.clear();
    }

    /** A recording; if it is not open, it begins to be opened. */
    synchronized Opened of(Library.Recording recording) {
        Opened known = all.get(recording.file());
        if (known != null && known.bytes == recording.bytes()) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        Opened opened = new Opened(recording.bytes());
        all.put(recording.file(), opened);
        Iterator<Opened> oldest = all.values().iterator();
        while (all.size() > MOST) {
            oldest.next().close();
            oldest.remove();
        }
        Thread thread = new Thread(() -> open(recording.file(), opened), "page: opens " + recording.file().getFileName());
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY); // the session goes first
        thread.start();
        return opened;
    }

    private void open(Path file, Opened opened) {
        try {
            opened.opened(views.open(file, opened::told));
        } catch (CancellationException e) {
            opened.failure = "closed";
        } catch (IOException | RuntimeException e) {
            opened.failure = String.valueOf(e.getMessage());
        }
    }
}
