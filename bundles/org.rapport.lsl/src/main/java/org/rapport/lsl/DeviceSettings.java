package org.rapport.lsl;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings that all source nodes of devices have. */
@ObjectClassDefinition(name = "Device", description = "Finds and reads a device.")
public @interface DeviceSettings {
    @AttributeDefinition(description = "The person it comes from: emitter or receiver.",
            options = {@Option(label = "emitter", value = "emitter"), @Option(label = "receiver", value = "receiver")})
    String role();

    @AttributeDefinition(description = "The LSL predicate that selects the stream, such as type='Gaze' and hostname='lab-2'; by "
            + "default, the content types this node reads, and known devices that send them under another type.")
    String query() default "";

    @AttributeDefinition(description = "The name of the stream, if several match.")
    String stream() default "";

    @AttributeDefinition(description = "The LSL source id of the device, if several match.")
    String sourceId() default "";

    @AttributeDefinition(description = "The dialect to read the stream with, such as tobii-pro or a file of your own in "
            + "dialects/; by default it is recognised.")
    String dialect() default "";

    @AttributeDefinition(min = "0", max = "1",
            description = "Samples with a lower confidence than this, from 0 to 1, are NaN; for devices that send a confidence.")
    double minConfidence() default 0.5;

    @AttributeDefinition(
            description = "What the device's time stamps are: lsl, the LSL clock of its computer; or arrival, any "
                    + "other clock, such as Unix time, shifted by one constant offset, that of the sample that arrived soonest.",
            options = {@Option(label = "lsl", value = "lsl"), @Option(label = "arrival", value = "arrival")})
    String clock() default "lsl";

    @AttributeDefinition(description = "Samples per second, if the device's nominal rate is wrong: measured, or a number in Hz; "
            + "by default as the dialect or the device says.")
    String rate() default "";

    @AttributeDefinition(description = "Whether to keep to the outlet that was read first: when it is gone, this very outlet is "
            + "awaited, and no other is read, even with the same name and source id. A device that was switched off and on is "
            + "another outlet.")
    boolean pin() default false;

    @AttributeDefinition(description = "The uid of the only outlet to read, as shown by 'rapport streams' and in recordings; it "
            + "is pinned.")
    String uid() default "";
}
