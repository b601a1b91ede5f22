package org.rapport.web.participant;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of the ratings source. */
@ObjectClassDefinition(name = "Ratings",
        description = "Reads what a participant rates, continuously, on the participant's page of 'rapport run'.")
public @interface RatingSettings {
    @AttributeDefinition(description = "Who rates: emitter or receiver.",
            options = {@Option(label = "emitter", value = "emitter"), @Option(label = "receiver", value = "receiver")})
    String role() default "receiver";

    @AttributeDefinition(description = "What is rated: one to four names, which become the channels.")
    String[] dimensions() default {"competence", "warmth"};

    @AttributeDefinition(description = "What changes each dimension, in their order: 'keys DOWN UP', such as 'keys ArrowDown "
            + "ArrowUp' or 'keys s w'; 'mouse x' or 'mouse y', the pointer's place; 'wheel'; or 'gamepad AXIS', such as 'gamepad "
            + "1', where a minus before the number turns it round. By default arrow keys (left and right, down and up), then a "
            + "and d, s and w.")
    String[] controls() default {};

    @AttributeDefinition(description = "What a press of a key, or a notch of the wheel, adds.")
    double step() default 0.1;

    @AttributeDefinition(
            description = "bounded, from min to max; unbounded, where one can always go further; or return, "
                    + "bounded, and back at neutral after returnAfter seconds without a change.",
            options = {@Option(label = "bounded", value = "bounded"), @Option(label = "unbounded", value = "unbounded"),
                    @Option(label = "return", value = "return")})
    String range() default "bounded";

    @AttributeDefinition(description = "The lowest value.")
    double min() default -1;

    @AttributeDefinition(description = "The highest value.")
    double max() default 1;

    @AttributeDefinition(description = "The value at the start, and where return leads.")
    double neutral() default 0;

    @AttributeDefinition(min = "0.1", max = "3600",
            description = "Seconds without a change after which return leads back, 0.1 to 3600.")
    double returnAfter() default 2;

    @AttributeDefinition(description = "What the rater sees of it: value, history (the last half minute), or off.",
            options = {@Option(label = "value", value = "value"), @Option(label = "history", value = "history"),
                    @Option(label = "off", value = "off")})
    String display() default "value";

    @AttributeDefinition(description = "What the page asks, in a sentence or two.")
    String question() default "";

    @AttributeDefinition(description = "The words at both ends of each dimension, as 'cold | warm'; none for the numbers alone.")
    String[] ends() default {};

    @AttributeDefinition(description = "A text file in UTF-8 that the participant agrees to before anything is captured; a first "
            + "line 'version: 2' is its version. Relative to the distribution's folder. By default a few general words.")
    String consent() default "";
}
