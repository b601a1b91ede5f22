package org.rapport.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/**
 * What Spark's client of a standalone master tells in its log and nowhere else: that the master does not let it in, and what
 * becomes of executors that never reach the driver. The words are those of Spark 4.2.
 */
final class StandaloneLog extends AbstractAppender {
    private static final String CLIENT = "org.apache.spark.deploy.client.StandaloneAppClient$ClientEndpoint";
    private static final Pattern ADDED = Pattern.compile("Executor added: (\\S+) on \\S+ \\((.+):\\d+\\) with .*");
    private static final Pattern ENDED = Pattern.compile("Executor updated: (\\S+) is now (?:EXITED|FAILED|LOST)(?: \\((.*)\\))?",
            Pattern.DOTALL);
    private static final String CONNECTING = "Connecting to master";
    private static final String REFUSED = "Failed to connect to master";

    private final ExecutorHealth executors;
    private final Runnable connecting;
    private final Runnable refused;

    private StandaloneLog(ExecutorHealth executors, Runnable connecting, Runnable refused) {
        super("standalone", null, null, true, Property.EMPTY_ARRAY);
        this.executors = executors;
        this.connecting = connecting;
        this.refused = refused;
    }

    /**
     * Listens from now on.
     *
     * @param connecting called each time that the driver tries to reach the master
     * @param refused called when the master does not let the driver in
     */
    static void follow(ExecutorHealth executors, Runnable connecting, Runnable refused) {
        StandaloneLog log = new StandaloneLog(executors, connecting, refused);
        log.start();
        Logger client = LoggerContext.getContext(false).getLogger(CLIENT);
        client.addAppender(log);
        Configurator.setLevel(client, Level.INFO);
    }

    @Override
    public void append(LogEvent event) {
        String message = event.getMessage().getFormattedMessage();
        Matcher added = ADDED.matcher(message);
        Matcher ended = ENDED.matcher(message);
        if (message.startsWith(CONNECTING)) {
            connecting.run();
        } else if (message.startsWith(REFUSED)) {
            refused.run();
        } else if (added.matches()) {
            executors.granted(added.group(1), added.group(2));
        } else if (ended.matches()) {
            String reason = ended.group(2) == null ? "lost" : ended.group(2).lines().findFirst().orElse("");
            executors.ended(ended.group(1), reason);
        }
    }
}
