package org.rapport.api.signal;

/** What passes along an edge of the graph: samples, what happened, or news about where they come from. */
public sealed interface Signal permits Block, Marker, StreamStatus, StreamQuality {
}
