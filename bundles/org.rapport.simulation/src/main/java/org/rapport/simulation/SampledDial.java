package org.rapport.simulation;

/** What a dial says at equal steps: each report holds until the next. */
final class SampledDial implements Sensor {
    static final double RATE = 25;

    private final Dial dial;
    private final float[] reported = new float[Dial.channels().size()];
    private final float[] upcoming = new float[reported.length];
    private double change;
    private long count;

    SampledDial(Dial dial) {
        this.dial = dial;
        change = dial.next(upcoming);
    }

    @Override
    public double next(float[] values) {
        double time = count++ / RATE;
        while (change <= time) {
            System.arraycopy(upcoming, 0, reported, 0, reported.length);
            change = dial.next(upcoming);
        }
        System.arraycopy(reported, 0, values, 0, reported.length);
        return time;
    }
}
