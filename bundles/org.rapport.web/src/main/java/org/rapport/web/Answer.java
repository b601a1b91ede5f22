package org.rapport.web;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Requests and answers in JSON. */
final class Answer {
    private static final int LONGEST_BODY = 1 << 18;
    private static final int LONGEST_TOLD = 400;
    /** Those that move a terminal's cursor or turn the direction of writing; JSON escapes the lowest ones only. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\x80-\\x9f]");
    private static final String SAID = Answer.class.getName();

    private Answer() {
    }

    /** What a request says; an object without anything if it has no body. */
    static JsonObject said(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY);
        if (body.length == 0) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = Json.createReader(new StringReader(new String(body, StandardCharsets.UTF_8)))) {
            JsonObject said = reader.readObject();
            request.setAttribute(SAID, said.toString());
            return said;
        }
    }

    /** What a request said, for the log: one line of plain characters, cut if it is long; empty if it said nothing. */
    static String told(HttpServletRequest request) {
        String said = request.getAttribute(SAID) instanceof String text ? text : "";
        String cut = said.length() <= LONGEST_TOLD ? said
                : said.substring(0, LONGEST_TOLD) + " … (" + said.length() + " characters)";
        return UNPRINTABLE.matcher(cut).replaceAll("?");
    }

    /** A text of it; empty if it is left out. */
    static String text(JsonObject said, String key) {
        return said.containsKey(key) ? said.getJsonString(key).getString() : "";
    }

    static JsonArrayBuilder texts(List<String> texts) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        texts.forEach(array::add);
        return array;
    }

    static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        json(response, status, Json.createObjectBuilder().add("error", why).build());
    }

    static void json(HttpServletResponse response, int status, JsonStructure body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=utf-8");
        response.getWriter().print(body);
    }
}
