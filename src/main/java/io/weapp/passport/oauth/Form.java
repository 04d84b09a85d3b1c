package io.weapp.passport.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request body in {@code application/x-www-form-urlencoded}. Read here and not by the server, which would
 * mix in the parameters of the URL and keep only one of several.
 */
record Form(Map<String, String> parameters) {

    /**
     * Reads a body; a parameter without a value counts as left out (RFC 6749, section 3.2).
     *
     * @throws OauthException {@code invalid_request} if a parameter is there twice or the encoding is broken
     */
    static Form of(String body) {
        Map<String, String> parameters = new HashMap<>();
        try {
            for (String pair : body.split("&")) {
                String[] sides = pair.split("=", 2);
                String value = sides.length < 2 ? "" : decoded(sides[1]);
                if (!value.isEmpty() && parameters.put(decoded(sides[0]), value) != null) {
                    throw OauthException.invalidRequest("A parameter is there more than once.");
                }
            }
        } catch (IllegalArgumentException e) {
            throw OauthException.invalidRequest("The form is not encoded as it should be.");
        }
        return new Form(parameters);
    }

    /** @throws IllegalArgumentException if it was not encoded */
    static String decoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** @throws OauthException {@code invalid_request} if it is not there */
    String required(String name) {
        return value(name).orElseThrow(() -> OauthException.invalidRequest("The parameter " + name + " is missing."));
    }

    /** There may be secrets in it. */
    @Override
    public String toString() {
        return "Form" + parameters.keySet();
    }
}
