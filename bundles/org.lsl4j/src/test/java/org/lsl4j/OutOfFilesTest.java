package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsl4j.Loopback.HOST;
import static org.lsl4j.Loopback.SOON;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.lsl4j.internal.base.DaemonThreads;

/** A program that has used up its file descriptors, sockets among them. */
@DisabledOnOs(OS.WINDOWS)
class OutOfFilesTest {
    private static final int FILES = 200;
    private static final long WATCHED_MILLIS = 1500;

    @Test
    void anOutletWaitsQuietlyUntilItCanAcceptAgain() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process program = new ProcessBuilder("sh", "-c", "ulimit -n " + FILES + "; exec \"$0\" \"$@\"", java, "-cp",
                System.getProperty("java.class.path"), Program.class.getName()).redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader says = program.inputReader(); Socket client = new Socket(HOST, Integer.parseInt(says.readLine()))) {
            client.setSoTimeout((int) SOON.toMillis());
            String request = "LSL:streamfeed/110\r\nMax-Buffer-Length: 10\r\n\r\n";
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(Double.parseDouble(says.readLine())).as("work done while nothing can be done, beside a busy thread's")
                    .isLessThan(0.2);
            assertThat(new String(client.getInputStream().readNBytes(14), StandardCharsets.US_ASCII)).isEqualTo("LSL/110 200 OK");
        } finally {
            program.destroyForcibly();
        }
    }

    /**
     * Says the port of its outlet, then how busy that is while there are no more files, as a share of a thread that always
     * is, then gives them back.
     */
    static final class Program {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (Lsl lsl = Lsl.open(Loopback.config().build());
                    Outlet outlet = lsl.outlet(StreamInfo.builder("door", "").build())) {
                Thread busy = new DaemonThreads("busy").newThread(Program::spin);
                long[] threads = {outletThread(), busy.getId()};
                long before = cpu(threads[0]);
                List<FileInputStream> files = takeAll();
                System.out.println(outlet.info().v4().dataPort());
                busy.start();
                Thread.sleep(WATCHED_MILLIS);
                System.out.println((double) (cpu(threads[0]) - before) / cpu(threads[1]));
                for (FileInputStream file : files) {
                    file.close();
                }
                Thread.sleep(SOON.toMillis());
            }
        }

        private static void spin() {
            while (true) {
                Thread.onSpinWait();
            }
        }

        private static long cpu(long thread) {
            return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
        }

        private static long outletThread() {
            return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("lsl4j-outlet"))
                    .findFirst().orElseThrow().getId();
        }

        private static List<FileInputStream> takeAll() {
            List<FileInputStream> files = new ArrayList<>();
            try {
                while (files.size() < 2 * FILES) {
                    files.add(new FileInputStream("/dev/null"));
                }
                throw new IllegalStateException("there is no limit");
            } catch (IOException e) {
                return files;
            }
        }
    }
}
