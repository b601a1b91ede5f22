package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

import jakarta.json.JsonObject;

/** Holds what the page's server answers against its own description, and keeps which answers were seen. */
final class Answers {
    private static final String JSON = "application/json";

    private final PageClient page;
    private final JsonObject paths;
    private final Schema schema;
    private final Set<String> seen = new TreeSet<>();

    Answers(PageClient page) throws IOException, InterruptedException {
        JsonObject description = PageClient.json(page.get("openapi.json").body()).asJsonObject();
        this.page = page;
        this.paths = description.getJsonObject("paths");
        this.schema = new Schema(description);
    }

    JsonObject paths() {
        return paths;
    }

    /** Asks; the answer must be one that is described for this path. */
    HttpResponse<String> get(String path, String query, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = page.get(asked(path, "0") + query);
        compare(path, "get", status, answer);
        return answer;
    }

    /**
     * Has something done; the answer must be one that is described for this path, and so must the request if it is granted.
     *
     * @param path as the description has it
     * @param number stands where it says so
     */
    HttpResponse<String> post(String path, String number, String body, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = page.post(asked(path, number), page.token(), body);
        if (status < 300 && !body.isEmpty()) {
            JsonObject described = paths.getJsonObject(path).getJsonObject("post").getJsonObject("requestBody")
                    .getJsonObject("content").getJsonObject(JSON).getJsonObject("schema");
            assertThat(schema.differences(described, PageClient.json(body))).as("the request to %s", path).isEmpty();
        }
        compare(path, "post", status, answer);
        return answer;
    }

    private static String asked(String path, String number) {
        return path.substring(1).replaceAll("\\{[a-z]+}", number);
    }

    private void compare(String path, String method, int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(status);
        JsonObject told = paths.getJsonObject(path).getJsonObject(method).getJsonObject("responses");
        assertThat(told.keySet()).as(path).contains(String.valueOf(status));
        JsonObject content = told.getJsonObject(String.valueOf(status)).getJsonObject("content");
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        assertThat(content.keySet()).as(path).contains(type);
        if (type.equals(JSON)) {
            assertThat(schema.differences(content.getJsonObject(JSON).getJsonObject("schema"), PageClient.json(answer.body())))
                    .as("%s answers %d: %s", path, status, answer.body()).isEmpty();
        }
        seen.add(method + " " + path + " " + status);
    }

    /** The answers of a method that are described, but for refusals of whoever asks, and were never seen. */
    Set<String> unseen(String method) {
        Set<String> described = new TreeSet<>();
        paths.forEach((path, methods) -> {
            if (methods.asJsonObject().containsKey(method) && path.startsWith("/api")) {
                methods.asJsonObject().getJsonObject(method).getJsonObject("responses").keySet().stream()
                        .filter(status -> !status.equals("403"))
                        .forEach(status -> described.add(method + " " + path + " " + status));
            }
        });
        described.removeAll(seen);
        return described;
    }
}
