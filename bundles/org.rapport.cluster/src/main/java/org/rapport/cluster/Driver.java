package org.rapport.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.apache.spark.SparkBuildInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Spark's driver, a process of its own beside the command: takes a {@link WorkOrder} from its first line of input, hands the
 * parts to executors, or only sees whether executors could do any, and tells what happens on its output. It stops in order when
 * its input ends.
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
        NodeRequirements node = NodeRequirements.here(order.distribution(), order.shared());
        StandaloneLog.follow(executors, () -> daemon("master", this::awaitMaster), this::refused);
        context = new JavaSparkContext(order.settings());
        if (order.isCheck()) {
            check(new NodeProbe(node));
        } else {
            events.connected(context.sc().applicationId());
            PartTask task = new PartTask(node, order.runs().toString(), order.device());
            work(order.parts(), parts -> parts.foreachAsync(task));
        }
        context.stop();
        tellEnd();
        System.exit(0);
    }

    /** Each executor has room for one task, so as many tasks as executors reach them all. */
    private void check(NodeProbe probe) throws InterruptedException {
        try {
            int count = new RollCall(context.sc(), executors).await(() -> ending.get() != null);
            if (count > 0) {
                executors.died().ifPresent(line -> events.noted("warning: " + line));
                work(IntStream.range(0, count).boxed().toList(), numbers -> numbers.map(probe).collectAsync())
                        .ifPresent(answers -> events
                                .noted(master() + ": " + NodeAnswer.line(answers) + ", Spark " + SparkBuildInfo.spark_version()));
            }
        } catch (FinalFailure e) {
            end(e.getMessage());
        }
    }

    /**
     * Has executors do a task for each thing.
     *
     * @return what came of it; empty if nothing does, or it ended before
     */
    private <T, R> Optional<R> work(List<T> things, Function<JavaRDD<T>, JavaFutureAction<R>> begin) throws InterruptedException {
        TaskListener tasks = new TaskListener(order.parts(), order.distribution().toString(), executors, events, this::end);
        context.sc().addSparkListener(tasks);
        JavaFutureAction<R> job = begin.apply(context.parallelize(things, things.size()));
        if (ending.get() != null) {
            job.cancel(true);
        }
        Optional<R> made = await(job);
        tasks.awaitEnd(STOP_SECONDS);
        return made;
    }

    private <R> Optional<R> await(JavaFutureAction<R> job) throws InterruptedException {
        long begun = System.nanoTime();
        boolean told = false;
        while (true) {
            try {
                Optional<R> made = Optional.ofNullable(job.get(1, TimeUnit.SECONDS));
                ending.compareAndSet(null, DONE);
                return made;
            } catch (TimeoutException e) {
                executors.hopeless().ifPresent(this::end);
                if (!told && !executors.isGranted() && System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(FREE_SECONDS)) {
                    told = true;
                    events.noted("waits: " + RollCall.lacking(order.settings()));
                }
            } catch (ExecutionException | RuntimeException e) {
                ending.compareAndSet(null, executors.died().orElse(reason(e)));
                return Optional.empty();
            }
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return "Spark: " + String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
