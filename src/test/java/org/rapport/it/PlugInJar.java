package org.rapport.it;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A plug-in as a stranger might write it: a bundle whose activator does whatever a test wants. */
public final class PlugInJar {
    private final String name;
    private final Attributes more = new Attributes();
    private String classPath = System.getProperty("java.class.path");

    public PlugInJar(String name) {
        this.name = name;
    }

    public PlugInJar with(String header, String value) {
        more.putValue(header, value);
        return this;
    }

    /** Compiles it against a jar of the distribution as well. */
    public PlugInJar against(Path jar) {
        classPath += File.pathSeparator + jar;
        return this;
    }

    /** Writes it, first beside its place and then at once there, as a careful author does. */
    public void write(Path jar, String start) throws IOException {
        Path classes = Files.createTempDirectory("plug-in");
        String source = "package stranger; public final class Activator implements org.osgi.framework.BundleActivator {"
                + " public void start(org.osgi.framework.BundleContext context) throws Exception { " + start + " }"
                + " public void stop(org.osgi.framework.BundleContext context) { } }";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled = compiler
                .getTask(null, null, null, List.of("-cp", classPath, "-proc:none", "-d", classes.toString(), "--release", "17"),
                        null, List.of(new SimpleJavaFileObject(URI.create("string:///stranger/Activator.java"),
                                javax.tools.JavaFileObject.Kind.SOURCE) {
                            @Override
                            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                                return source;
                            }
                        }))
                .call();
        if (!compiled) {
            throw new IOException("not compiled: " + source);
        }
        Path beside = Files.createTempFile(classes, "made", ".tmp");
        try (OutputStream out = Files.newOutputStream(beside);
                JarOutputStream made = new JarOutputStream(out, manifest());
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
                made.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, made);
                made.closeEntry();
            }
        }
        Files.move(beside, jar);
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Activator", "stranger.Activator");
        main.putValue("Import-Package", "org.osgi.framework");
        main.putAll(more);
        return manifest;
    }
}
