package org.rapport.simulation.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The lines that a user writes while a session runs; no more after the end of the input. */
final class Lines {
    private static final int MOST_WAITING = 64;

    private Lines() {
    }

    /** Starts to read. The thread is a daemon because nothing can interrupt a read from a terminal. */
    static BlockingQueue<String> of(InputStream in) {
        BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_WAITING);
        Thread reader = new Thread(() -> read(in, lines), "simulate-input");
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private static void read(InputStream in, BlockingQueue<String> lines) {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.put(line);
            }
        } catch (IOException e) {
            // a closed terminal is the end of the input, not of the session
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
