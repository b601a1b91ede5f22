package org.rapport.simulation;

/** The samples of one device, one after the other and without end. Used by one thread at a time. */
public interface Sensor {
    /**
     * Takes the next sample.
     *
     * @param values receives the value of every channel; a missing value is NaN
     * @return when it was captured: seconds since the session began, later than the sample before
     */
    double next(float[] values);
}
