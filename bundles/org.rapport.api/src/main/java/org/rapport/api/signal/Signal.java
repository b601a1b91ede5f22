package org.rapport.api.signal;

/** What passes along an edge of the graph: samples, or news about where they come from. */
public sealed interface Signal permits Block, StreamStatus {
}
