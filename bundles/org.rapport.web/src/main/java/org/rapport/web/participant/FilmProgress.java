package org.rapport.web.participant;

import java.util.ArrayList;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * How far a participant is with the films; as it stands in the session file.
 *
 * @param order the films' names in their order
 * @param drawn how the order came about, for people
 * @param done those that were seen, with their questions answered; practice among them
 * @param film the one that is on, or was when the session was interrupted; empty if none
 * @param time seconds into that film
 * @param answers what was answered so far
 */
record FilmProgress(List<String> order, String drawn, List<String> done, String film, double time, List<Answer> answers) {

    /** An answer to a question. */
    record Answer(String film, String question, String text) {
    }

    FilmProgress {
        order = List.copyOf(order);
        done = List.copyOf(done);
        answers = List.copyOf(answers);
    }

    static FilmProgress begin(List<String> order, String drawn) {
        return new FilmProgress(order, drawn, List.of(), "", 0, List.of());
    }

    /** Reads one. @throws ClassCastException or NullPointerException if it is none */
    static FilmProgress of(JsonObject kept) {
        List<Answer> answers = new ArrayList<>();
        for (JsonObject one : kept.getJsonArray("answers").getValuesAs(JsonObject.class)) {
            answers.add(new Answer(one.getString("film"), one.getString("question"), one.getString("answer")));
        }
        return new FilmProgress(texts(kept.getJsonArray("order")), kept.getString("drawn"), texts(kept.getJsonArray("done")),
                kept.getString("film"), ((JsonNumber) kept.get("filmTime")).doubleValue(), answers);
    }

    private static List<String> texts(JsonArray array) {
        return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }

    JsonValue json() {
        JsonArrayBuilder told = Json.createArrayBuilder();
        answers.forEach(one -> told.add(
                Json.createObjectBuilder().add("film", one.film()).add("question", one.question()).add("answer", one.text())));
        return Json.createObjectBuilder().add("order", Json.createArrayBuilder(order)).add("drawn", drawn)
                .add("done", Json.createArrayBuilder(done)).add("film", film).add("filmTime", time).add("answers", told).build();
    }

    /** The same with the films that there are now: what is gone is left out, what is new comes last. */
    FilmProgress among(List<String> films) {
        List<String> now = new ArrayList<>(order.stream().filter(films::contains).toList());
        films.stream().filter(film -> !now.contains(film)).forEach(now::add);
        return new FilmProgress(now, drawn, done, film, time, answers);
    }

    FilmProgress at(String playing, double seconds) {
        return new FilmProgress(order, drawn, done, playing, seconds, answers);
    }

    FilmProgress answered(Answer answer) {
        List<Answer> all = new ArrayList<>(answers);
        all.removeIf(one -> one.film().equals(answer.film()) && one.question().equals(answer.question()));
        all.add(answer);
        return new FilmProgress(order, drawn, done, film, time, all);
    }

    FilmProgress finished(String seen) {
        List<String> all = new ArrayList<>(done);
        if (!all.contains(seen)) {
            all.add(seen);
        }
        return new FilmProgress(order, drawn, all, "", 0, answers);
    }
}
