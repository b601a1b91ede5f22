package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What figures are measured by can be compiled with the classes that it measures: no build does that, and each is run seldom. */
class BenchmarksIT {
    private static final Path BENCHMARKS = Path.of("benchmarks");

    @TempDir
    private Path classes;

    @Test
    void areOfThisVersion() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter told = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean whole = compiler
                    .getTask(told, files, null, List.of("-proc:none", "-d", classes.toString(), "-cp", libraries()), null,
                            files.getJavaFileObjectsFromPaths(sources()))
                    .call();
            assertThat(whole).as(told.toString()).isTrue();
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(BENCHMARKS)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** The bundles, and what this test has, for JNA is no part of the distribution. */
    private static String libraries() throws IOException {
        Path bundles = Path.of(System.getProperty("distribution"), "bundles");
        try (Stream<Path> jars = Files.list(bundles)) {
            return Stream.concat(jars.map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                    .collect(Collectors.joining(System.getProperty("path.separator")));
        }
    }
}
