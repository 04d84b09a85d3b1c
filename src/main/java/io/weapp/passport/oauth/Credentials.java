package io.weapp.passport.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a client shows to prove who it is (RFC 6749, section 2.3.1). */
record Credentials(String clientId, String secret) {

    private static final String BASIC = "Basic ";

    /**
     * Finds the credentials, in the header or in the form.
     *
     * @param authorization the header; any scheme but Basic is ignored
     * @throws OauthException {@code invalid_client} if there are none, {@code invalid_request} if there are two
     */
    static Credentials of(@Nullable String authorization, Form form) {
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            Credentials basic = ofBasic(authorization.substring(BASIC.length()).strip());
            if (form.value("client_secret").isPresent()
                    || !form.value("client_id").orElse(basic.clientId).equals(basic.clientId)) {
                throw OauthException.invalidRequest("Use HTTP Basic or the form to authenticate, not both.");
            }
            return basic;
        }
        return new Credentials(
                form.value("client_id").orElseThrow(Credentials::missing),
                form.value("client_secret").orElseThrow(Credentials::missing));
    }

    private static Credentials ofBasic(String token) {
        try {
            String pair = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw missing();
            }
            return new Credentials(Form.decoded(pair.substring(0, colon)), Form.decoded(pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw missing();
        }
    }

    private static OauthException missing() {
        return OauthException.invalidClient("Authenticate with client id and secret, by HTTP Basic or in the form.");
    }

    /** Whoever holds the secret is the client, so it is not printed. */
    @Override
    public String toString() {
        return "Credentials[clientId=" + clientId + "]";
    }
}
