package org.rapport.training.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.TreeMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.rapport.training.study.StudyHash;

/** The programs that can take part in making features: all bundles with nodes. */
final class NodeCode {
    private static final String NODES = "org.rapport.api.node.";

    private NodeCode() {
    }

    /** SHA-256 over their classes, so that features made by other nodes are not taken for theirs; empty outside OSGi. */
    static String hash() {
        Bundle own = FrameworkUtil.getBundle(NodeCode.class);
        if (own == null) {
            return "";
        }
        TreeMap<String, URL> classes = new TreeMap<>();
        for (Bundle bundle : own.getBundleContext().getBundles()) {
            String offers = bundle.getHeaders().get(Constants.PROVIDE_CAPABILITY);
            if (offers != null && offers.contains(NODES)) {
                Enumeration<URL> found = bundle.findEntries("/", "*.class", true);
                Collections.list(found == null ? Collections.<URL>emptyEnumeration() : found)
                        .forEach(url -> classes.put(bundle.getSymbolicName() + url.getPath(), url));
            }
        }
        MessageDigest digest = StudyHash.sha256();
        classes.forEach((name, url) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes(url));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] bytes(URL url) {
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a bundle cannot be read: " + url, e);
        }
    }
}
