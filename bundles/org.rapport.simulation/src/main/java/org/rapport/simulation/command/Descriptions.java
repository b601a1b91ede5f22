package org.rapport.simulation.command;

import org.lsl4j.ChannelFormat;
import org.lsl4j.Element;
import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Channel;
import org.rapport.simulation.SimulatedDevice;

/** Describes devices the way drivers of real ones do, for the network and for recordings. */
final class Descriptions {
    private static final String PREFIX = "sim-";
    private static final String MANUFACTURER = "Rapport simulation";

    private Descriptions() {
    }

    /** The stream name that a device has unless it is renamed. */
    static String streamName(SimulatedDevice device) {
        return PREFIX + device.name();
    }

    /** What a device sends. The source id is the same whenever the same device of the same dyad sends. */
    static StreamInfo of(SimulatedDevice device, String streamName) {
        String type = device.stream().type().orElseThrow();
        StreamInfo.Builder info = StreamInfo.builder(streamName, type).nominalRate(device.stream().rate())
                .format(ChannelFormat.FLOAT32).sourceId(PREFIX + device.serial());
        for (Channel channel : device.stream().channels()) {
            info.channel(channel.label(), channel.unit(), channel.type());
        }
        return info
                .desc(Element.of("desc").with("role", device.stream().role().orElseThrow().word()).with(Element.of("acquisition")
                        .with("manufacturer", MANUFACTURER).with("model", device.model()).with("serial_number", device.serial())))
                .build();
    }
}
