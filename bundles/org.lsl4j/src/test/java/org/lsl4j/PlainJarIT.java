package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** The bundle's jar as users get it: a plain library, and a bundle that needs nothing but slf4j. */
@Timeout(60)
class PlainJarIT {
    private static final Path JAR = Path.of(System.getProperty("lsl4j.jar"));

    @TempDir
    private Path folder;

    /** The examples of the README, as programs with the jar and slf4j-api on their class path, and nothing else. */
    @Test
    void theExamplesOfTheReadmeRun() throws IOException, URISyntaxException {
        LslConfig config = Loopback.config().build();
        Files.writeString(folder.resolve("lsl_api.cfg"), ConfigFile.write(config));
        Process sending = start("Send");
        Process receiving = start("Receive");
        try (BufferedReader says = receiving.inputReader()) {
            assertThat(says.readLine()).contains("Fp1", "microvolts");
            assertThat(says.readLine()).matches("[1-9]\\d* samples, state CONNECTED");
            assertThat(sending.isAlive()).isTrue();
        } finally {
            receiving.destroyForcibly();
            sending.destroyForcibly();
        }
    }

    @Test
    void withoutJnaTheNativeLibraryIsRefusedAndAutoDoesWithoutIt() throws IOException, URISyntaxException, InterruptedException {
        Files.writeString(folder.resolve("lsl_api.cfg"), ConfigFile.write(Loopback.config().build()));
        Process refused = start("Send", "-Dorg.lsl4j.backend=native");
        assertThat(refused.waitFor()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("Send.log"))).contains("JNA, which is not there: add net.java.dev.jna:jna");
        Process sending = start("Send", "-Dorg.lsl4j.backend=auto");
        Process receiving = start("Receive");
        try (BufferedReader says = receiving.inputReader()) {
            assertThat(says.readLine()).contains("Fp1");
        } finally {
            receiving.destroyForcibly();
            sending.destroyForcibly();
        }
    }

    private Process start(String example, String... options) throws IOException, URISyntaxException {
        Path slf4j = Path.of(Logger.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // the working directory is one of the places where settings are looked for
        List<String> command = new ArrayList<>(List.of(java, "-cp", JAR + File.pathSeparator + slf4j));
        command.addAll(List.of(options));
        command.add(source(example).toString());
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(folder.resolve(example + ".log").toFile());
        builder.environment().remove("LSLAPICFG");
        return builder.start();
    }

    private Path source(String example) throws IOException {
        String readme = Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
        Matcher code = Pattern.compile("```java\n([^`]*class " + example + " [^`]*)```").matcher(readme);
        assertThat(code.find()).as("the README has an example %s", example).isTrue();
        assertThat(code.group(1).lines()).as("lines").hasSizeLessThan(30);
        return Files.writeString(folder.resolve(example + ".java"), code.group(1));
    }

    @Test
    void jnaIsOptional() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String imports = jar.getManifest().getMainAttributes().getValue("Import-Package");
            assertThat(imports).containsPattern("com\\.sun\\.jna;[^,]*\"[^\"]*\";resolution:=optional").contains("org.slf4j");
            assertThat(imports.replaceAll("com\\.sun\\.jna;", "")).doesNotContain("com.sun.");
        }
    }
}
