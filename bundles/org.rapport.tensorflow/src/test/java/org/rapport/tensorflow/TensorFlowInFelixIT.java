package org.rapport.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.rapport.tensorflow.probe.Activator;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;

/** The bundle and its fragment as they are shipped, in a framework that has nothing else. */
class TensorFlowInFelixIT {
    @TempDir
    Path folder;

    @Test
    void computesAProductAndItsGradient() throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
        framework.start();
        try {
            BundleContext context = framework.getBundleContext();
            install(context, System.getProperty("rapport.fragment"));
            Bundle host = install(context, System.getProperty("rapport.bundle"));
            Bundle probe = install(context, probe().toString());
            host.start();
            probe.start();
            Supplier<?> result = context.getService(context.getServiceReference(Supplier.class));
            // x = [1 2; 3 4]; the gradient of sum(x·x) is a row sum plus a column sum
            assertThat((float[]) result.get()).containsExactly(7, 1 + 2 + 1 + 3);
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    private static Bundle install(BundleContext context, String jar) throws Exception {
        return context.installBundle(new File(jar).toURI().toString());
    }

    private Path probe() throws Exception {
        Path jar = folder.resolve("probe.jar");
        try (Builder builder = new Builder()) {
            builder.addClasspath(classes());
            builder.addClasspath(new File(System.getProperty("rapport.bundle")));
            builder.setBundleSymbolicName("probe");
            builder.setPrivatePackage(Activator.class.getPackageName());
            builder.setProperty(Constants.BUNDLE_ACTIVATOR, Activator.class.getName());
            try (Jar built = builder.build()) {
                assertThat(builder.getErrors()).isEmpty();
                built.write(jar.toFile());
            }
        }
        return jar;
    }

    private static File classes() throws URISyntaxException {
        return new File(Activator.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
