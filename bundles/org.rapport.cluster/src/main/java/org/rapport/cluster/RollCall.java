package org.rapport.cluster;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * Waits for the executors that workers start.
 *
 * @param context of the application that they are for
 * @param executors what the master says of them
 */
record RollCall(SparkContext context, ExecutorHealth executors) {
    private static final long FREE_SECONDS = 15;
    private static final long COME_SECONDS = 60;
    private static final long ASK_MILLIS = 200;

    /**
     * How many there are, as soon as no other is on its way.
     *
     * @param stop asked often whether to wait no longer
     * @return 0 if it was to stop
     * @throws FinalFailure what keeps them away
     */
    int await(BooleanSupplier stop) throws FinalFailure, InterruptedException {
        long begun = System.nanoTime();
        while (!stop.getAsBoolean()) {
            int present = context.statusTracker().getExecutorInfos().length - 1; // the driver counts as one
            Optional<String> fault = fault(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
            if (present > 0 && (fault.isPresent() || executors.areAllThere(present))) {
                return present;
            }
            if (fault.isPresent()) {
                throw new FinalFailure(fault.get());
            }
            TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
        }
        return 0;
    }

    /** Why some are not there, if they should be by now. */
    private Optional<String> fault(long seconds) {
        if (!executors.isGranted() && seconds > FREE_SECONDS) {
            return Optional.of(conf().get("spark.master") + ": " + lacking(conf())
                    + "; start workers, or give the command again when others are done");
        }
        if (executors.isGranted() && seconds > COME_SECONDS) {
            return executors.died()
                    .or(() -> Optional.of("executors on " + executors.places() + " do not reach this command at "
                            + conf().get("spark.driver.host") + " within " + COME_SECONDS
                            + " s; let a firewall pass spark.driver.port, or name another address of this machine as "
                            + "spark.driver.host"));
        }
        return executors.hopeless();
    }

    private SparkConf conf() {
        return context.getConf();
    }

    /** What an executor needs and no worker has, in words. */
    static String lacking(SparkConf conf) {
        return "no worker has " + conf.get("spark.executor.cores") + " free cores and " + conf.get("spark.executor.memory")
                + " of free memory";
    }
}
