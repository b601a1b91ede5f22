package org.rapport.api.signal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What one column of a stream means.
 *
 * @param role the person it comes from
 * @param type the content type: {@code Gaze}, {@code Face}, {@code ECG}, {@code PPG}, {@code EDA}, {@code RSP},
 *        {@code Audio}, {@code Label}, {@code Impression} or {@link #TIMING}
 * @param label its name, unique among the channels of its role and type
 * @param unit the unit of its values as the device's metadata spell it ({@code px}, {@code uS}), empty if it has none
 * @param extractor the kind of program that computed it (an action unit of OpenFace is not one of Py-Feat); empty for
 *        a raw signal
 * @param scale whether values between two samples mean anything
 */
public record Channel(Role role, String type, String label, String unit, String extractor, Scale scale) {
    /** The type of those that say when something was done, which is never the same again. */
    public static final String TIMING = "Timing";

    /** How values between two samples are found. */
    public enum Scale {
        /** A sampled continuous signal: may be filtered and interpolated. */
        CONTINUOUS,
        /** Categories or steps: the last value holds until the next. */
        STEPWISE
    }

    public Channel {
        Objects.requireNonNull(role);
        Objects.requireNonNull(type);
        Objects.requireNonNull(label);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(extractor);
        Objects.requireNonNull(scale);
    }

    /** Its name among all channels of a dyad, such as {@code receiver/Face/AU12_r}. */
    public String path() {
        return role.word() + "/" + type + "/" + label;
    }

    /** The same channels; of those with one path, as two leads of an ECG, all but the first get a number. */
    public static List<Channel> distinct(List<Channel> channels) {
        Set<String> paths = new HashSet<>();
        List<Channel> distinct = new ArrayList<>();
        for (Channel channel : channels) {
            Channel named = channel;
            for (int number = 2; !paths.add(named.path()); number++) {
                named = new Channel(channel.role(), channel.type(), channel.label() + "#" + number, channel.unit(),
                        channel.extractor(), channel.scale());
            }
            distinct.add(named);
        }
        return distinct;
    }
}
