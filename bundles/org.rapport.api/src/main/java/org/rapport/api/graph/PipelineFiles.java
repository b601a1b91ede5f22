package org.rapport.api.graph;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** The pipeline files that a runtime knows. */
@ProviderType
public interface PipelineFiles {
    /** Each of them as it is now, by name: those that run, and those that were refused. */
    List<PipelineFile> all();
}
