package org.rapport.recording.summary;

/** The slope of the line that fits points best, which come one by one. */
final class Slope {
    private long count;
    private double meanX;
    private double meanY;
    private double squaresX;
    private double products;

    void add(double x, double y) {
        count++;
        double delta = x - meanX;
        meanX += delta / count;
        meanY += (y - meanY) / count;
        squaresX += delta * (x - meanX);
        products += delta * (y - meanY);
    }

    /** NaN if there are less than two points, or all at one x. */
    double value() {
        return count > 1 && squaresX > 0 ? products / squaresX : Double.NaN;
    }
}
