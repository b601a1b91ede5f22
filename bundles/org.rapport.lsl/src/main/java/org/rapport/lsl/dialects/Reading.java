package org.rapport.lsl.dialects;

import java.util.Set;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;

/**
 * What is made of one channel of a device.
 *
 * @param column its place on the wire, from 0
 * @param wire what the device says of it
 * @param type the content type, empty if it is left out
 * @param label the canonical label
 * @param unit the canonical unit
 * @param extractor the kind of program that computed it, empty for a raw signal
 * @param scale whether values between two samples mean anything
 * @param conversion from wire unit to canonical unit
 * @param missing values on the wire that stand for a missing one
 * @param why by which rule, or for what reason it is left out; for people
 */
public record Reading(int column, WireChannel wire, String type, String label, String unit, String extractor, Channel.Scale scale,
        Conversion conversion, Set<Float> missing, String why) {

    /** A channel that is not handed on. */
    public static Reading leftOut(int column, WireChannel wire, String why) {
        return new Reading(column, wire, "", "", "", "", Channel.Scale.CONTINUOUS, Conversion.NONE, Set.of(), why);
    }

    /** A channel that is handed on as its device says. */
    public static Reading plain(int column, WireChannel wire, Channel channel, Conversion conversion, String why) {
        return new Reading(column, wire, channel.type(), channel.label(), channel.unit(), channel.extractor(), channel.scale(),
                conversion, Set.of(), why);
    }

    /** Whether it is handed on. */
    public boolean isUsed() {
        return !type.isEmpty();
    }

    /** The canonical channel. */
    public Channel channel(Role role) {
        return new Channel(role, type, label, unit, extractor, scale);
    }

    /** The canonical value of a value on the wire. */
    public float value(float wireValue) {
        return !missing.isEmpty() && missing.contains(wireValue + 0f) ? Float.NaN : conversion.apply(wireValue);
    }

    /** The same channel, left out. */
    public Reading without(String reason) {
        return leftOut(column, wire, reason);
    }
}
