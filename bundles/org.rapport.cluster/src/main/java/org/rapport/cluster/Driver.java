package org.rapport.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Spark's driver, a process of its own beside the command: takes a {@link WorkOrder} from its first line of input, hands the
 * parts to executors, and tells what happens on its output. It stops in order when its input ends.
 */
public final class Driver {
    /** From the first word to the master on. */
    private static final long CONNECT_SECONDS = 30;
    private static final long FREE_SECONDS = 15;
    /** Longer than a part takes to stop. */
    private static final long STOP_SECONDS = 75;
    private static final String DONE = "done";
    private static final String TOLD = "told";

    private final WorkOrder order;
    private final DriverEvents events;
    private final ExecutorHealth executors = new ExecutorHealth();
    /** Why it ends: all is done, it was told to, or a line for the user. */
    private final AtomicReference<String> ending = new AtomicReference<>();
    private volatile JavaSparkContext context;

    private Driver(WorkOrder order, DriverEvents events) {
        this.order = order;
        this.events = events;
    }

    /** @param words none */
    public static void main(String[] words) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Driver driver = new Driver(WorkOrder.read(in.readLine()), new DriverEvents(System.out));
        daemon("input", () -> driver.stopAtEnd(in));
        driver.run();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void stopAtEnd(BufferedReader in) {
        try {
            while (in.readLine() != null) {
                continue;
            }
        } catch (IOException e) {
            // whoever wrote to it is gone
        }
        end(TOLD);
    }

    private void awaitMaster() {
        try {
            TimeUnit.SECONDS.sleep(CONNECT_SECONDS);
        } catch (InterruptedException e) {
            return;
        }
        if (context == null) {
            end(master() + ": does not answer within " + CONNECT_SECONDS + " s; it must be a Spark master of this version");
        }
    }

    private void refused() {
        end(master() + ": does not accept the secret of --cluster-options; the master has another one, or none");
    }

    private String master() {
        return order.settings().get("spark.master");
    }

    private void end(String why) {
        if (ending.compareAndSet(null, why)) {
            if (context == null) {
                tellEnd();
                Runtime.getRuntime().halt(0); // Spark waits for a master that does not answer
            }
            context.sc().cancelAllJobs();
        }
    }

    private void tellEnd() {
        switch (ending.get()) {
            case DONE -> events.finished();
            case TOLD -> events.stopped();
            default -> events.failed(ending.get());
        }
    }

    private void run() throws Exception {
        NodeRequirements node = NodeRequirements.here(order.distribution(), order.tokenFile(), order.token());
        StandaloneLog.follow(executors, () -> daemon("master", this::awaitMaster), this::refused);
        context = new JavaSparkContext(order.settings());
        events.connected(context.sc().applicationId());
        TaskListener tasks = new TaskListener(order.parts(), order.distribution().toString(), executors, events, this::end);
        context.sc().addSparkListener(tasks);
        PartTask task = new PartTask(node, order.runs().toString(), order.device());
        JavaFutureAction<Void> job = context.parallelize(order.parts(), order.parts().size()).foreachAsync(task);
        if (ending.get() != null) {
            job.cancel(true);
        }
        await(job);
        tasks.awaitEnd(STOP_SECONDS);
        context.stop();
        tellEnd();
        System.exit(0);
    }

    private void await(JavaFutureAction<Void> job) throws InterruptedException {
        long begun = System.nanoTime();
        boolean told = false;
        while (true) {
            try {
                job.get(1, TimeUnit.SECONDS);
                ending.compareAndSet(null, DONE);
                return;
            } catch (TimeoutException e) {
                executors.hopeless().ifPresent(this::end);
                if (!told && !executors.isGranted() && System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(FREE_SECONDS)) {
                    told = true;
                    events.noted("waits: no worker has " + order.settings().get("spark.executor.cores") + " free cores and "
                            + order.settings().get("spark.executor.memory") + " of free memory");
                }
            } catch (ExecutionException | RuntimeException e) {
                ending.compareAndSet(null, executors.died().orElse(reason(e)));
                return;
            }
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return "Spark: " + String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
