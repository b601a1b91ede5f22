package org.rapport.api.signal;

import org.osgi.annotation.versioning.ProviderType;

/** The clock all times of a graph are told in: seconds of this machine's LSL clock, steady, of arbitrary origin. */
@ProviderType
public interface Clock {
    /** The time now, in seconds. */
    double now();
}
