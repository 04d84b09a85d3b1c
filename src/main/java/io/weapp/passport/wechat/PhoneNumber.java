package io.weapp.passport.wechat;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A phone number as WeChat tells it.
 *
 * @param countryCode digits, for example {@code 86}
 * @param number digits, without the country code
 */
public record PhoneNumber(String countryCode, String number) {

    private static final int SHOWN_AT_START = 3;
    private static final int SHOWN_AT_END = 2;
    private static final int HIDDEN_AT_LEAST = 3;

    /** Reads {@code phone_info}, or the open data of the old phone button; empty if that holds no phone number. */
    public static Optional<PhoneNumber> of(JsonObject info) {
        String code = text(info.get("countryCode"));
        String number = text(info.get("purePhoneNumber"));
        return code.matches("[0-9]{1,4}") && number.matches("[0-9]{3,20}")
                ? Optional.of(new PhoneNumber(code, number))
                : Optional.empty();
    }

    /** Country code and number in one. */
    public String full() {
        return countryCode + number;
    }

    /** First 3 and last 2 digits; of a short number the end alone, or nothing. */
    public String masked() {
        int length = number.length();
        int end = length >= SHOWN_AT_END + HIDDEN_AT_LEAST ? SHOWN_AT_END : 0;
        int start = length >= SHOWN_AT_START + SHOWN_AT_END + HIDDEN_AT_LEAST ? SHOWN_AT_START : 0;
        return number.substring(0, start) + "*".repeat(length - start - end) + number.substring(length - end);
    }

    /** WeChat's country code is a text now and was a number once. */
    private static String text(@Nullable JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        return value instanceof JsonNumber number ? number.toString() : "";
    }

    /** Only its owner may see it whole. */
    @Override
    public String toString() {
        return masked();
    }
}
