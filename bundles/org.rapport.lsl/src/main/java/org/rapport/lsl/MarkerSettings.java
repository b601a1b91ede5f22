package org.rapport.lsl;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the markers source. */
@ObjectClassDefinition(name = "Markers", description = "Reads the markers of all programs that send them.")
public @interface MarkerSettings {
    @AttributeDefinition(description = "The LSL predicate that finds the streams; left out, all that send texts at no rate, or "
            + "are of a type such as Markers, Event, Stim or Trigger.")
    String query() default "";

    @AttributeDefinition(description = "The name of the stream, where only one shall be read.")
    String stream() default "";

    @AttributeDefinition(description = "The LSL source id of the stream, where only one shall be read.")
    String sourceId() default "";

    @AttributeDefinition(description = "Whether an outlet that is read is never exchanged for another one with its name and "
            + "source "
            + "id: once it is gone, this very outlet is waited for, and the other is not read.")
    boolean pin() default false;

    @AttributeDefinition(description = "The uid of the only outlet to read, as rapport streams and recordings tell it; it is "
            + "pinned.")
    String uid() default "";
}
