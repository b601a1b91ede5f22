package org.rapport.api.home;

import java.nio.file.Path;

import org.osgi.annotation.versioning.ProviderType;

/** The folders of this installation. A service. */
@ProviderType
public interface Home {
    /** The distribution's folder, absolute: where models, dialects, pipelines and plug-ins are. It may be read-only. */
    Path folder();

    /** Where relative files of sinks begin, absolute: the same, or the working folder where that cannot be written. */
    Path work();
}
