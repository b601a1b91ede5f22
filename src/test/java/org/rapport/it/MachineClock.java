package org.rapport.it;

import java.util.List;

/** The clocks that a command of the distribution sees. */
public interface MachineClock {

    /** The command that runs another one under these clocks. */
    List<String> with(List<String> command);
}
