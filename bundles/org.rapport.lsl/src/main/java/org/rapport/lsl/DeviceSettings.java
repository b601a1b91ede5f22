package org.rapport.lsl;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings that all source nodes have. */
@ObjectClassDefinition(name = "Device", description = "Finds and reads a device.")
public @interface DeviceSettings {
    @AttributeDefinition(description = "The person it comes from: emitter or receiver.",
            options = { @Option(label = "emitter", value = "emitter"), @Option(label = "receiver", value = "receiver") })
    String role();

    @AttributeDefinition(description = "The LSL predicate that finds the stream, such as type='Gaze' and hostname='lab-2'; "
            + "left out, the content types that this node reads.")
    String query() default "";

    @AttributeDefinition(description = "The name of the stream, where several match.")
    String stream() default "";

    @AttributeDefinition(description = "The LSL source id of the device, where several match.")
    String sourceId() default "";

    @AttributeDefinition(min = "0", max = "1",
            description = "Samples that the device itself is less sure of than this, from 0 to 1, are NaN; for devices that send a confidence.")
    double minConfidence() default 0.5;
}
