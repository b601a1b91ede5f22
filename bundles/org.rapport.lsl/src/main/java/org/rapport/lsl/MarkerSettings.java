package org.rapport.lsl;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the markers source. */
@ObjectClassDefinition(name = "Markers", description = "Reads the markers of all programs that send them.")
public @interface MarkerSettings {
    @AttributeDefinition(description = "The LSL predicate that selects the streams; by default, all that send text at an "
            + "irregular rate, or whose type is Markers, Event, Stim, Trigger or alike.")
    String query() default "";

    @AttributeDefinition(description = "The name of the stream, to read only one.")
    String stream() default "";

    @AttributeDefinition(description = "The LSL source id of the stream, to read only one.")
    String sourceId() default "";

    @AttributeDefinition(description = "Whether to keep to an outlet once it is read: when it is gone, this very outlet is "
            + "awaited, and another with its name and source id is not read.")
    boolean pin() default false;

    @AttributeDefinition(description = "The uid of the only outlet to read, as shown by 'rapport streams' and in recordings; it "
            + "is pinned.")
    String uid() default "";
}
