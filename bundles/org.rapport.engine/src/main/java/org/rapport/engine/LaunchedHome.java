package org.rapport.engine;

import java.nio.file.Path;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.home.Home;

/** The folders that the launcher names. */
@Component
public final class LaunchedHome implements Home {
    private final Path folder;
    private final Path work;

    @Activate
    public LaunchedHome(BundleContext context) {
        folder = Path.of(String.valueOf(context.getProperty("rapport.home")));
        work = Path.of(String.valueOf(context.getProperty("rapport.work")));
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Path work() {
        return work;
    }
}
