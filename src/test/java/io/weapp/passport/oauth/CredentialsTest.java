package io.weapp.passport.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    private static final Form EMPTY = Form.of("");
    private static final Credentials EXPECTED = new Credentials("client 1", "a:b+c%/ö");

    @Test
    @DisplayName("R22.1 id and secret come from HTTP Basic, form-encoded as RFC 6749 wants it, or from the form")
    void bothWays() {
        assertThat(Credentials.of(basic("client+1:a%3Ab%2Bc%25%2F%C3%B6"), EMPTY))
                .isEqualTo(EXPECTED);
        assertThat(Credentials.of("bASIC   " + basic("client%201:a:b%2Bc%25/ö").substring(6), EMPTY))
                .isEqualTo(EXPECTED);
        assertThat(Credentials.of(null, Form.of("client_id=client+1&client_secret=a%3Ab%2Bc%25%2F%C3%B6")))
                .isEqualTo(EXPECTED);
        assertThat(Credentials.of("Bearer x", Form.of("client_id=client+1&client_secret=a%3Ab%2Bc%25%2F%C3%B6")))
                .isEqualTo(EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ", "Basic ***", "Basic bm9jb2xvbg==", "Bearer x", "Basic JTp4"})
    void withoutCredentialsTheClientIsInvalid(String header) {
        assertThatThrownBy(() -> Credentials.of(header, EMPTY))
                .isInstanceOfSatisfying(
                        OauthException.class, e -> assertThat(e.error()).isEqualTo("invalid_client"));
    }

    @Test
    void twoWaysAtOnceAreRefused() {
        assertThatThrownBy(() -> Credentials.of(basic("a:b"), Form.of("client_secret=b")))
                .isInstanceOfSatisfying(
                        OauthException.class, e -> assertThat(e.error()).isEqualTo("invalid_request"));
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(EXPECTED.toString()).doesNotContain("a:b");
        assertThat(Form.of("client_secret=verysecret").toString()).doesNotContain("verysecret");
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
