package org.rapport.lsl;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings that all source nodes of devices have. */
@ObjectClassDefinition(name = "Device", description = "Finds and reads a device.")
public @interface DeviceSettings {
    @AttributeDefinition(description = "The person it comes from: emitter or receiver.",
            options = { @Option(label = "emitter", value = "emitter"), @Option(label = "receiver", value = "receiver") })
    String role();

    @AttributeDefinition(description = "The LSL predicate that finds the stream, such as type='Gaze' and hostname='lab-2'; "
            + "left out, the content types that this node reads, and the known devices that send them under another one.")
    String query() default "";

    @AttributeDefinition(description = "The name of the stream, where several match.")
    String stream() default "";

    @AttributeDefinition(description = "The LSL source id of the device, where several match.")
    String sourceId() default "";

    @AttributeDefinition(description = "The dialect to read the stream by, such as tobii-pro, or a file of your own in "
            + "dialects/; "
            + "left out, it is recognised.")
    String dialect() default "";

    @AttributeDefinition(min = "0", max = "1",
            description = "Samples that the device itself is less sure of than this, from 0 to 1, are NaN; for devices that "
                    + "send a confidence.")
    double minConfidence() default 0.5;

    @AttributeDefinition(description = "What the device's time stamps are: lsl, the LSL clock of its machine; or arrival, any "
            + "clock, such as Unix "
            + "time, which is moved by one constant offset, that of the sample which arrived soonest.",
            options = { @Option(label = "lsl", value = "lsl"), @Option(label = "arrival", value = "arrival") })
    String clock() default "lsl";

    @AttributeDefinition(description = "Samples a second, where what the device says of it is only a claim: measured, or a "
            + "number of Hz; left out, as the dialect or else the device says.")
    String rate() default "";

    @AttributeDefinition(description = "Whether the outlet that is read is never exchanged for another one, not even for one "
            + "with "
            + "its name and source id: once it is gone, this very outlet is waited for (a device that is switched off and on "
            + "again "
            + "is another outlet).")
    boolean pin() default false;

    @AttributeDefinition(description = "The uid of the only outlet to read, as rapport streams and recordings tell it; it is "
            + "pinned.")
    String uid() default "";
}
