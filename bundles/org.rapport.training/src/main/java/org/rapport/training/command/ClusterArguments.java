package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.rapport.api.command.CommandException;
import org.rapport.api.home.Home;
import org.rapport.training.cluster.ClusterAccess;
import org.rapport.training.cluster.MasterAddress;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Where several trainings are done, if not here. */
final class ClusterArguments {
    private static final String CLUSTER = "--cluster";

    @Option(names = CLUSTER, paramLabel = "URL",
            description = "hands the trainings to the nodes of a Spark cluster, spark://host:7077; Spark is where SPARK_HOME "
                    + "says, Rapport, the study and the output at the same paths on all nodes")
    private String url;

    @Option(names = "--cluster-options", paramLabel = "FILE", showDefaultValue = Visibility.NEVER,
            description = "options of Spark, with the cluster's secret, readable by you alone; conf/spark-defaults.conf of "
                    + "SPARK_HOME unless named")
    private Path options;

    /**
     * @param several whether there are several trainings
     * @param jobs how many of them at once
     */
    void check(Usage usage, boolean several, PartsArguments parts, int jobs, boolean restart) {
        usage.require(url != null || options == null, "--cluster-options", "is for --cluster");
        if (url != null) {
            usage.require(MasterAddress.of(url).isPresent(), CLUSTER, "must be spark://HOST:PORT");
            usage.require(several, CLUSTER, "is for several trainings: with --fold all or --seeds");
            usage.require(parts.isWhole(), CLUSTER, "does all parts; leave out --list-parts, --part and --report-only");
            usage.require(jobs == 1, CLUSTER, "does as many at once as there are free cores; leave out --jobs");
            usage.require(!restart, "--restart",
                    "begins anew each time that a part is taken up again; leave it out with --cluster");
        }
    }

    boolean isGiven() {
        return url != null;
    }

    /**
     * How to reach the cluster; empty if all is done here.
     *
     * @param threads of a part
     * @throws CommandException if it cannot be reached, or what it needs is missing
     */
    Optional<ClusterAccess> access(Home home, Device device, int threads) throws CommandException, IOException {
        return url == null ? Optional.empty() : Optional.of(ClusterAccess.of(MasterAddress.of(url).orElseThrow(),
                Optional.ofNullable(options), home.folder(), device.toString(), threads, System.getenv()));
    }
}
