package org.lsl4j.benchmark;

/** What both libraries do, in the same few calls. Streams are of float32 values; times are in seconds. */
interface Library extends AutoCloseable {

    /** Begins to send a stream of 100 Hz. */
    Sender sender(String name, int channels);

    /** Connects to a stream. */
    Receiver receiver(String name, int channels);

    @Override
    void close();

    /** An outlet. */
    interface Sender extends AutoCloseable {
        void push(float[] sample, double time);

        /** Pushes as many samples as there are values for. */
        void pushChunk(float[] values, double time);

        /** Waits until so many receivers are connected. */
        void awaitReceivers(int count) throws InterruptedException;

        @Override
        void close();
    }

    /** An inlet. */
    interface Receiver extends AutoCloseable {
        /**
         * Waits a tenth of a second for a sample, then takes it and all that have come.
         *
         * @param times room for their time stamps
         * @return how many there were
         */
        int pull(float[] values, double[] times);

        @Override
        void close();
    }
}
