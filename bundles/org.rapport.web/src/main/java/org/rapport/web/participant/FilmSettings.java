package org.rapport.web.participant;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of the films source. */
@ObjectClassDefinition(name = "Films",
        description = "Plays films to a participant, asks questions after them, and tells what is on the screen as markers.")
public @interface FilmSettings {
    @AttributeDefinition(description = "Who watches: emitter or receiver.",
            options = {@Option(label = "emitter", value = "emitter"), @Option(label = "receiver", value = "receiver")})
    String role() default "receiver";

    @AttributeDefinition(
            description = "The folder with the films (mp4, webm, m4v, mov, ogv); relative to the distribution's folder.")
    String folder();

    @AttributeDefinition(description = "Their order: given, by name; shuffled, for each participant by seed and code; or "
            + "latin-square, a balanced Latin square of which the number in the participant's code chooses the row (a code "
            + "without a number takes the next).",
            options = {@Option(label = "given", value = "given"), @Option(label = "shuffled", value = "shuffled"),
                    @Option(label = "latin-square", value = "latin-square")})
    String order() default "latin-square";

    @AttributeDefinition(description = "What shuffled begins with; another seed gives other orders.")
    long seed() default 1;

    @AttributeDefinition(description = "Films of the folder that are played first, to practise; they are not among the others.")
    String[] practice() default {};

    @AttributeDefinition(
            description = "A text file in UTF-8 with what the participant reads first; relative to the distribution's "
                    + "folder.")
    String instructions() default "";

    @AttributeDefinition(description = "What is asked after each film: 'likert 7: How warm was the person? | not at all | very', "
            + "with 2 to 11 points, or 'text: What did you notice?'.")
    String[] questions() default {};

    @AttributeDefinition(min = "0", max = "1000",
            description = "After how many films the participant is offered a pause, to 1000; 0 for never.")
    int pauseEvery() default 0;

    @AttributeDefinition(
            description = "Where an interrupted session goes on: film, at the beginning of the film that was on; or "
                    + "time, at the place where it was.",
            options = {@Option(label = "film", value = "film"), @Option(label = "time", value = "time")})
    String resume() default "film";

    @AttributeDefinition(description = "A text file in UTF-8 that the participant agrees to before anything is captured; a first "
            + "line 'version: 2' is its version. Relative to the distribution's folder. By default a few general words.")
    String consent() default "";
}
