package org.rapport.api.signal;

import org.osgi.annotation.versioning.ProviderType;

/** What passes along an edge of the graph: samples, what happened, or news about where they come from. */
@ProviderType
public sealed interface Signal permits Block, Marker, StreamStatus, StreamQuality {
}
