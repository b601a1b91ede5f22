package org.lsl4j.internal.tcp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import org.lsl4j.StreamInfo;
import org.lsl4j.internal.discovery.Resolver;
import org.lsl4j.internal.net.PeerLog;
import org.lsl4j.internal.query.QueryText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the outlet of a stream again after the connection broke, or the one that took its place. */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration COLLECT = Duration.ofSeconds(1);

    private final Resolver resolver;
    private final ScheduledExecutorService timer;
    private final boolean fromAnyHost;
    private final PeerLog peerLog;

    public Recovery(Resolver resolver, ScheduledExecutorService timer, boolean fromAnyHost, PeerLog peerLog) {
        this.resolver = resolver;
        this.timer = timer;
        this.fromAnyHost = fromAnyHost;
        this.peerLog = peerLog;
    }

    /**
     * Looks once, for a second or so, and does not wait for the end of it.
     *
     * @param found is told, on the timer's thread: the same outlet if it is there, else the only one that can stand in for it
     */
    public void find(StreamInfo lost, Consumer<Optional<StreamInfo>> found) {
        resolver.collect(query(lost), COLLECT, timer, all -> found.accept(choose(all, lost)));
    }

    private Optional<StreamInfo> choose(List<StreamInfo> found, StreamInfo lost) {
        Optional<StreamInfo> same = found.stream().filter(info -> info.uid().equals(lost.uid())).findFirst();
        if (same.isPresent()) {
            return same;
        }
        List<StreamInfo> standIns = found.stream().filter(info -> mayReplace(info, lost)).toList();
        if (standIns.size() > 1) {
            peerLog.warn(LOG, "twins of " + lost.sourceId(), "stream " + lost + " cannot be recovered while " + standIns.size()
                    + " outlets have its source id '" + lost.sourceId() + "'");
        }
        return standIns.size() == 1 ? Optional.of(standIns.get(0)) : Optional.empty();
    }

    private boolean mayReplace(StreamInfo found, StreamInfo lost) {
        boolean sameFormat = found.format() == lost.format() && found.channelCount() == lost.channelCount()
                && found.sourceId().equals(lost.sourceId());
        boolean sameHost = fromAnyHost || lost.hostname().isEmpty() || found.hostname().equals(lost.hostname());
        if (sameFormat && !sameHost) {
            peerLog.warn(LOG, "host of " + lost.sourceId(),
                    "stream " + lost + " is now sent by host " + found.hostname() + "; it is not taken over from there");
        }
        return sameFormat && sameHost;
    }

    /** Asks for the session on no account: the native library does not either, and the outlet may have changed it. */
    private static String query(StreamInfo lost) {
        StringJoiner query = new StringJoiner(" and ");
        query.add(QueryText.equal("channel_count", Integer.toString(lost.channelCount())));
        for (String[] field : new String[][]{{"name", lost.name()}, {"type", lost.type()}, {"source_id", lost.sourceId()}}) {
            if (!field[1].isEmpty()) {
                query.add(QueryText.equal(field[0], field[1]));
            }
        }
        return query.add(QueryText.equal("channel_format", lost.format().text())).toString();
    }
}
