package org.rapport.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;

/** What a prediction has behind it, in order. The way from one to the next is a hop. */
enum Station {
    /** The newest moment that its rows are made of has come: the delay of the rows, and what the model looks ahead. */
    CAPTURED("delay"),
    /** The last sample that its rows waited for has come into the graph. */
    ARRIVED("devices and network"),
    /** Its rows were handed to the model. */
    SETTLED("nodes before the model"),
    /** The model was done. */
    INFERRED("model"),
    /** It was handed on. */
    EMITTED("shares and sending");

    private final String hop;

    Station(String hop) {
        this.hop = hop;
    }

    /** What takes the time from the station before to this. */
    String hop() {
        return hop;
    }

    /** Seconds from the moment of a prediction to each of them. */
    static List<Channel> channels() {
        return Arrays.stream(values()).map(station -> new Channel(Role.RECEIVER, Channel.TIMING,
                station.name().toLowerCase(Locale.ROOT), "s", ImpressionNode.TYPE, Channel.Scale.CONTINUOUS)).toList();
    }

    /** The values of the channels. */
    static float[] row(double[] ages) {
        float[] row = new float[ages.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) ages[i];
        }
        return row;
    }
}
