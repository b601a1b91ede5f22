package org.rapport.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.apache.spark.ExceptionFailure;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.Success$;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;

/** Tells what becomes of each part, and ends all of them when one has failed for good. */
final class TaskListener extends SparkListener {
    private final List<String> parts;
    private final String distribution;
    private final ExecutorHealth executors;
    private final DriverEvents events;
    private final Consumer<String> fail;
    /** Where tasks are at work, by their numbers. */
    private final Map<Long, String> running = new HashMap<>();

    /**
     * @param parts those that the tasks do, in order; none if they only look at nodes, of which nothing is told
     * @param distribution where every node has Rapport
     * @param fail takes the line that says why it cannot go on
     */
    TaskListener(List<String> parts, String distribution, ExecutorHealth executors, DriverEvents events, Consumer<String> fail) {
        this.parts = parts;
        this.distribution = distribution;
        this.executors = executors;
        this.events = events;
        this.fail = fail;
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
        executors.worked();
        running.put(start.taskInfo().taskId(), start.taskInfo().host());
        tell(start.taskInfo(), events::begun);
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        running.remove(end.taskInfo().taskId());
        notifyAll();
        String host = end.taskInfo().host();
        TaskEndReason reason = end.reason();
        if (reason == Success$.MODULE$) {
            tell(end.taskInfo(), (part, node) -> events.done(part));
        } else if (reason instanceof ExceptionFailure thrown && thrown.className().equals(FinalFailure.class.getName())) {
            fail.accept(thrown.description());
        } else if (reason instanceof ExceptionFailure thrown && lacksOurs(thrown)) {
            fail.accept(NodeRequirements.absent(host, distribution));
        } else if (!(reason instanceof TaskKilled)) {
            tell(end.taskInfo(), (part, node) -> events.lost(part, node, words(reason)));
        }
    }

    private void tell(TaskInfo task, BiConsumer<String, String> event) {
        if (!parts.isEmpty()) {
            event.accept(parts.get(task.index()), task.host());
        }
    }

    /** Whether a node did not find the classes of this jar, or others of the same names; of a lambda Java tells it oddly. */
    private static boolean lacksOurs(ExceptionFailure thrown) {
        String text = thrown.className() + thrown.description();
        return text.contains("cannot assign instance of java.lang.invoke.SerializedLambda")
                || text.contains(TaskListener.class.getPackageName())
                        && text.matches("(?s).*(ClassNotFound|NoClassDef|InvalidClass).*");
    }

    private static String words(TaskEndReason reason) {
        if (reason instanceof ExecutorLostFailure lost) {
            return "its executor is gone" + (lost.reason().isEmpty() ? "" : ": " + firstLine(lost.reason().get()));
        }
        return firstLine(reason instanceof ExceptionFailure thrown ? thrown.description() : reason.toString());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** Waits until no task is at work any more, so that each has put down what it had. */
    synchronized void awaitEnd(long seconds) throws InterruptedException {
        long begun = System.nanoTime();
        long left = TimeUnit.SECONDS.toNanos(seconds);
        while (!running.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = TimeUnit.SECONDS.toNanos(seconds) - (System.nanoTime() - begun);
        }
    }
}
