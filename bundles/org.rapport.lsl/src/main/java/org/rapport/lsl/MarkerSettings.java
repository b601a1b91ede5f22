package org.rapport.lsl;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the markers source. */
@ObjectClassDefinition(name = "Markers", description = "Reads the markers of all programs that send them.")
public @interface MarkerSettings {
    @AttributeDefinition(description = "The LSL predicate that finds the streams; left out, type='Markers'.")
    String query() default "";

    @AttributeDefinition(description = "The name of the stream, where only one shall be read.")
    String stream() default "";

    @AttributeDefinition(description = "The LSL source id of the stream, where only one shall be read.")
    String sourceId() default "";
}
