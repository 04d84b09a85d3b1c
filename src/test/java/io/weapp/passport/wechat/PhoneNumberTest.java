package io.weapp.passport.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "13580006666, 135******66",
        "61234567, 612***67",
        "1234567, *****67",
        "12345, ***45",
        "1234, ****",
        "123, ***"
    })
    @DisplayName("R40.1 a masked number hides at least three digits")
    void masked(String number, String masked) {
        assertThat(new PhoneNumber("86", number).masked()).isEqualTo(masked);
        assertThat(new PhoneNumber("86", number).toString()).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"86\"", "86"})
    void countryCodeIsTextOrNumber(String countryCode) {
        assertThat(PhoneNumber.of(info(countryCode, "\"13580006666\""))).contains(new PhoneNumber("86", "13580006666"));
    }

    @ParameterizedTest
    @CsvSource({
        "null, '\"13580006666\"'",
        "'\"\"', '\"13580006666\"'",
        "'\"+86\"', '\"13580006666\"'",
        "86.5, '\"13580006666\"'",
        "-1, '\"13580006666\"'",
        "'\"86\"', null",
        "'\"86\"', '\"12\"'",
        "'\"86\"', '\"1358000 6666\"'",
        "'\"86\"', '\"１３５８０００６６６６\"'",
        "'\"86\"', '\"123456789012345678901\"'",
        "'\"86\"', []"
    })
    void anythingElseIsNoNumber(String countryCode, String number) {
        assertThat(PhoneNumber.of(info(countryCode, number))).isEmpty();
    }

    @Test
    void nothingIsNoNumber() {
        assertThat(PhoneNumber.of(JsonObject.EMPTY_JSON_OBJECT)).isEmpty();
    }

    private static JsonObject info(String countryCode, String number) {
        return Json.createReader(
                        new StringReader("{\"countryCode\":" + countryCode + ",\"purePhoneNumber\":" + number + "}"))
                .readObject();
    }
}
