package io.weapp.passport.st;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpHeaders;

/** What our API answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    public JsonObject json() {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    /** A text of the JSON answer; fails if it is not there. */
    public String text(String name) {
        return json().getString(name);
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
