package io.weapp.passport.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    @Test
    void parametersAreDecoded() {
        Form form = Form.of("scope=users%3Aread+metrics%3aread&token=a=b&%74oken_type_hint=x");

        assertThat(form.value("scope")).contains("users:read metrics:read");
        assertThat(form.value("token")).contains("a=b");
        assertThat(form.value("token_type_hint")).contains("x");
    }

    @Test
    void parameterWithoutValueIsLeftOut() {
        for (String body : new String[] {"", "&", "=", "scope", "scope=", "scope=&scope=", "=x"}) {
            assertThat(Form.of(body).value("scope")).as(body).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=1&a=1", "a=1&%61=1", "a=%", "a=%zz", "%=1"})
    void repetitionAndBrokenEncodingAreRefused(String body) {
        assertThatThrownBy(() -> Form.of(body))
                .isInstanceOfSatisfying(
                        OauthException.class, e -> assertThat(e.error()).isEqualTo("invalid_request"));
    }
}
