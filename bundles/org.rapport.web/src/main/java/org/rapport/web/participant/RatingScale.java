package org.rapport.web.participant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.rapport.api.node.NodeCheck.Problem;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/**
 * What is rated, and how.
 *
 * @param dimensions names, one to four
 * @param controls what changes each of them
 * @param ends words at both ends of each, as {@code cold | warm}, or none
 */
record RatingScale(List<String> dimensions, List<String> controls, double step, String range, double min, double max,
        double neutral, double returnAfter, String display, String question, List<String> ends) {
    private static final int MOST = 4;
    private static final List<String> USUAL = List.of("keys ArrowLeft ArrowRight", "keys ArrowDown ArrowUp", "keys a d",
            "keys s w");
    private static final Pattern CONTROL = Pattern.compile("keys \\S+ \\S+|mouse [xy]|wheel|gamepad -?\\d{1,2}");

    RatingScale {
        dimensions = List.copyOf(dimensions);
        controls = controls.isEmpty() ? USUAL.subList(0, Math.min(MOST, dimensions.size())) : List.copyOf(controls);
        ends = List.copyOf(ends);
    }

    static RatingScale of(RatingSettings settings) {
        return new RatingScale(List.of(settings.dimensions()), List.of(settings.controls()), settings.step(), settings.range(),
                settings.min(), settings.max(), settings.neutral(), settings.returnAfter(), settings.display(),
                settings.question(), List.of(settings.ends()));
    }

    /** What is wrong with it; empty if nothing is. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (dimensions.isEmpty() || dimensions.size() > MOST || dimensions.stream().anyMatch(String::isBlank)
                || new HashSet<>(dimensions).size() < dimensions.size()) {
            problems.add(
                    new Problem("dimensions", "name one to four different dimensions, such as [\"competence\", \"warmth\"]"));
        } else if (controls.size() != dimensions.size()) {
            problems.add(new Problem("controls",
                    controls.size() + " controls for " + dimensions.size() + " dimensions; give one for each, in their order"));
        }
        controls.stream().filter(control -> !CONTROL.matcher(control).matches())
                .forEach(control -> problems.add(new Problem("controls",
                        "\"" + control + "\" is no control; give keys DOWN UP, mouse x, mouse y, wheel or gamepad AXIS")));
        Set<String> taken = new HashSet<>();
        controls.stream().flatMap(RatingScale::parts).filter(part -> !taken.add(part)).forEach(part -> problems
                .add(new Problem("controls", "\"" + part + "\" changes two things; give each a control of its own")));
        if (!(step > 0) || Double.isInfinite(step)) {
            problems.add(new Problem("step", "a step of " + step + " changes nothing; give a number above 0"));
        }
        if (!range.equals("unbounded") && !(min < max)) {
            problems.add(new Problem("max", "the highest value, " + max + ", is not above the lowest, " + min));
        } else if (!range.equals("unbounded") && !(neutral >= min && neutral <= max)) {
            problems.add(new Problem("neutral", "neutral, " + neutral + ", is not from " + min + " to " + max));
        }
        if (range.equals("unbounded")
                && controls.stream().anyMatch(one -> one.startsWith("mouse") || one.startsWith("gamepad"))) {
            problems.add(
                    new Problem("range", "the place of a pointer or stick has bounds; unbounded goes with keys and the wheel"));
        }
        if (!ends.isEmpty()
                && (ends.size() != dimensions.size() || ends.stream().anyMatch(one -> one.split("\\|", -1).length != 2))) {
            problems.add(new Problem("ends", "give two words for each dimension, as \"cold | warm\""));
        }
        return problems;
    }

    /** The keys, axes and other things that a control uses. */
    private static Stream<String> parts(String control) {
        return control.startsWith("keys ") ? Stream.of(control.substring("keys ".length()).toLowerCase(Locale.ROOT).split(" "))
                : Stream.of(control.replace("-", ""));
    }

    /** For the page. @param values of each dimension now */
    JsonObject json(float[] values) {
        JsonArrayBuilder now = Json.createArrayBuilder();
        for (float value : values) {
            now.add(Double.parseDouble(Float.toString(value)));
        }
        return Json.createObjectBuilder().add("dimensions", Json.createArrayBuilder(dimensions))
                .add("controls", Json.createArrayBuilder(controls)).add("ends", Json.createArrayBuilder(ends)).add("step", step)
                .add("range", range).add("min", min).add("max", max).add("neutral", neutral).add("returnAfter", returnAfter)
                .add("display", display).add("question", question).add("values", now).build();
    }
}
