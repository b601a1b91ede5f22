package org.rapport.lsl;

/**
 * The standard deviation of stamps about the straight line through them. Deviations from the nominal rate are summed
 * instead of the stamps themselves, which would leave no digits for the jitter.
 */
final class Evenness {
    private double origin;
    private long index;
    private long count;
    private double meanX;
    private double meanY;
    private double sumXx;
    private double sumXy;
    private double sumYy;
    private long before;
    private double squaresBefore;

    void add(double stamp, double rate) {
        if (count == 0) {
            origin = stamp;
        }
        double x = index / rate;
        double y = stamp - origin - x;
        index++;
        count++;
        double fromX = x - meanX;
        double fromY = y - meanY;
        meanX += fromX / count;
        meanY += fromY / count;
        sumXx += fromX * (x - meanX);
        sumXy += fromX * (y - meanY);
        sumYy += fromY * (y - meanY);
    }

    void skip(long samples) {
        index += samples;
    }

    void newSegment() {
        before += count;
        squaresBefore += squares();
        index = 0;
        count = 0;
        meanX = 0;
        meanY = 0;
        sumXx = 0;
        sumXy = 0;
        sumYy = 0;
    }

    private double squares() {
        return sumXx > 0 ? Math.max(0, sumYy - sumXy * sumXy / sumXx) : 0;
    }

    double deviation() {
        long all = before + count;
        return all < 3 ? Double.NaN : Math.sqrt((squaresBefore + squares()) / all);
    }
}
