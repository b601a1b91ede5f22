package org.rapport.training.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "who may read a file is told otherwise there")
class ClusterOptionsTest {
    private static final String SAFE = "spark.authenticate true\nspark.authenticate.secret = s3cret \n";

    @TempDir
    private Path folder;

    private Path file(String text, String permissions) throws Exception {
        Path file = Files.writeString(folder.resolve("spark.conf"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void whatItSaysGoesBeforeDefaultsAndBehindWhatPartsRelyOn() throws Exception {
        ClusterOptions options = ClusterOptions.read(file(SAFE + "# more\nspark.executor.memory\t3g\n", "r--------"));
        assertThat(
                options.with(Map.of("spark.executor.memory", "2g", "spark.ui.enabled", "false"), Map.of("spark.task.cpus", "2")))
                .containsOnly(Map.entry("spark.authenticate", "true"), Map.entry("spark.authenticate.secret", "s3cret"),
                        Map.entry("spark.network.crypto.enabled", "true"), Map.entry("spark.executor.memory", "3g"),
                        Map.entry("spark.ui.enabled", "false"), Map.entry("spark.task.cpus", "2"));
        assertThat(options.warning()).isEmpty();
    }

    @Test
    void withoutASecretItIsRefusedUnlessItSaysSo() throws Exception {
        for (String text : new String[]{"", "spark.authenticate true", "spark.authenticate.secret x",
                "spark.authenticate yes\nspark.authenticate.secret x", "spark.authenticate true\nspark.authenticate.secret"}) {
            Path file = file(text, "rw-------");
            assertThatThrownBy(() -> ClusterOptions.read(file)).as(text)
                    .hasMessageContaining("lacks \"spark.authenticate true\"");
        }
        assertThat(ClusterOptions.read(file("spark.authenticate false", "rw-------")).warning())
                .endsWith("whoever reaches the master runs programs as you");
        assertThat(ClusterOptions.read(file(SAFE + "spark.network.crypto.enabled false", "rw-------")).warning())
                .endsWith("what nodes say to each other can be read");
    }

    @Test
    void whatOthersCanReadIsRefused() throws Exception {
        for (String permissions : new String[]{"rw-r-----", "rw-rw----", "rw----r--", "rw-----w-"}) {
            Path file = file(SAFE, permissions);
            assertThatThrownBy(() -> ClusterOptions.read(file)).hasMessageEndingWith("chmod 600 " + file);
        }
    }

    @Test
    void whatPartsRelyOnAndWhatIsNoOptionIsRefused() throws Exception {
        for (String line : new String[]{"spark.speculation true", "spark.jars x.jar", "spark.task.cpus 1",
                "spark.master local"}) {
            Path file = file(SAFE + line, "rw-------");
            assertThatThrownBy(() -> ClusterOptions.read(file)).hasMessageContaining("leave out " + line.split(" ")[0] + ": ");
        }
        Path other = file(SAFE + "executor.memory 2g", "rw-------");
        assertThatThrownBy(() -> ClusterOptions.read(other)).hasMessageContaining("executor.memory is no option of Spark");
        assertThatThrownBy(() -> ClusterOptions.read(folder)).hasMessageContaining("there is no such file");
        Path bytes = folder.resolve("bytes");
        Files.write(bytes, new byte[]{(byte) 0xff, (byte) 0xfe, 0});
        Files.setPosixFilePermissions(bytes, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> ClusterOptions.read(bytes)).hasMessageContaining("is no file of options");
        Path escape = file(SAFE + "spark.a \\u00", "rw-------");
        assertThatThrownBy(() -> ClusterOptions.read(escape)).hasMessageContaining("is no file of options");
    }

    @Test
    void aMasterHasANameAndAPort() {
        assertThat(MasterAddress.of("spark://node-1.lab:7077")).contains(new MasterAddress("node-1.lab", 7077));
        assertThat(MasterAddress.of("spark://10.0.0.5:7077")).hasToString("Optional[spark://10.0.0.5:7077]");
        for (String wrong : new String[]{"", "local[2]", "yarn", "spark://host", "spark://host:0", "spark://host:65536",
                "spark://host:99999999", "spark://a:1,b:2", "http://host:7077", "spark://:7077"}) {
            assertThat(MasterAddress.of(wrong)).as(wrong).isEmpty();
        }
    }
}
