package org.rapport.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;

/** The packages that bundles of the product export. */
final class ProductPackages {
    private final Set<String> names;

    ProductPackages(BundleContext context) {
        names = Arrays.stream(context.getBundles()).filter(bundle -> !PlugIns.isPlugIn(bundle)).flatMap(ProductPackages::exports)
                .collect(Collectors.toSet());
    }

    /** One of them that a plug-in exports as well. */
    Optional<String> exportedBy(Bundle plugIn) {
        return exports(plugIn).filter(names::contains).sorted().findFirst();
    }

    private static Stream<String> exports(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return (revision == null ? List.<String>of()
                : revision.getDeclaredCapabilities(BundleRevision.PACKAGE_NAMESPACE).stream()
                        .map(exported -> String.valueOf(exported.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE))).toList())
                .stream();
    }
}
