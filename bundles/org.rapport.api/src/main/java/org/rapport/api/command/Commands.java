package org.rapport.api.command;

import java.util.List;
import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;

/** The commands of this runtime, those of plug-ins included. A service. */
@ProviderType
public interface Commands {
    /** What can be called now. */
    Set<String> names();

    /**
     * Calls a command, as if somebody typed it.
     *
     * @param name one of {@link #names}
     * @param arguments what comes after it
     * @return its exit code: 0 done, 1 failed, 2 wrong use
     */
    int run(String name, List<String> arguments);
}
