package org.rapport.web.capture;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of the camera source. */
@ObjectClassDefinition(name = "Camera",
        description = "Reads a participant's face by the camera of the participant's page of 'rapport run': 51 blendshapes and "
                + "gaze scores by MediaPipe, and the head's pose. The browser sends numbers, not " + "pictures.")
public @interface CameraSettings {
    @AttributeDefinition(description = "The person before the camera: emitter or receiver.",
            options = {@Option(label = "emitter", value = "emitter"), @Option(label = "receiver", value = "receiver")})
    String role();

    @AttributeDefinition(min = "0", max = "1",
            description = "Seconds, 0 to 1, from what happens to when the browser has the picture, which no browser tells: the "
                    + "camera's own delay, mostly 0.03 to 0.1. It is taken off every stamp; src/docs/camera.md says how to "
                    + "measure it.")
    double latency() default 0;

    @AttributeDefinition(min = "1", max = "120",
            description = "Pictures a second that the camera is asked for, 1 to 120. A computer that is "
                    + "too slow for them leaves some out.")
    double rate() default 30;

    @AttributeDefinition(min = "160", max = "3840",
            description = "The width of the pictures that the camera is asked for, 160 to 3840 px.")
    int width() default 640;

    @AttributeDefinition(min = "120", max = "2160", description = "Their height, 120 to 2160 px.")
    int height() default 480;

    @AttributeDefinition(description = "true: the participant is asked, beside the consent, whether the video itself may be "
            + "kept too; if so, it goes to sessions/CODE/ in the working folder. By default only numbers leave the browser.")
    boolean video() default false;

    @AttributeDefinition(description = "A text file in UTF-8 that the participant agrees to before anything is captured; a first "
            + "line 'version: 2' is its version. Relative to the distribution's folder. By default a few general words.")
    String consent() default "";
}
