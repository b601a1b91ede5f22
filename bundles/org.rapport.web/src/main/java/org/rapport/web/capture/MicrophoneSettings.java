package org.rapport.web.capture;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of the microphone source. */
@ObjectClassDefinition(name = "Microphone",
        description = "Reads the sound of the microphone of a participant's page of 'rapport run': one channel, 16,000 samples a "
                + "second, from -1 to 1.")
public @interface MicrophoneSettings {
    @AttributeDefinition(description = "The person who is heard: emitter or receiver.",
            options = {@Option(label = "emitter", value = "emitter"), @Option(label = "receiver", value = "receiver")})
    String role();

    @AttributeDefinition(min = "0", max = "1",
            description = "Seconds, 0 to 1, from a sound to when the browser has it, which no browser tells: the microphone's "
                    + "own delay, mostly about 0.01. It is taken off every stamp.")
    double latency() default 0.01;

    @AttributeDefinition(description = "A text file in UTF-8 that the participant agrees to before anything is captured; a first "
            + "line 'version: 2' is its version. Relative to the distribution's folder. By default a few general words.")
    String consent() default "";
}
