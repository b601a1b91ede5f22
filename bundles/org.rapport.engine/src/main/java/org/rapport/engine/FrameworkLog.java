package org.rapport.engine;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what the framework's own parts complain about into the one log that users see, a line each. */
@Component(service = {}, immediate = true)
public final class FrameworkLog implements LogListener {
    private static final Logger log = LoggerFactory.getLogger("osgi");

    private final LogReaderService reader;

    @Activate
    public FrameworkLog(@Reference LogReaderService reader) {
        this.reader = reader;
        reader.addLogListener(this);
    }

    @Deactivate
    void close() {
        reader.removeLogListener(this);
    }

    @Override
    public void logged(LogEntry entry) {
        String line = (entry.getBundle() == null ? "" : entry.getBundle().getSymbolicName() + ": ") + entry.getMessage()
                + cause(entry.getException());
        if (entry.getLogLevel() == LogLevel.ERROR) {
            log.error(line);
        } else if (entry.getLogLevel() == LogLevel.WARN) {
            log.warn(line);
        }
        if (entry.getException() != null) {
            log.debug("{}", line, entry.getException());
        }
    }

    /** What went wrong in the end: the framework wraps it several times. */
    private static String cause(Throwable exception) {
        Throwable innermost = exception;
        while (innermost != null && innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost == null ? "" : ": " + innermost.getMessage();
    }
}
