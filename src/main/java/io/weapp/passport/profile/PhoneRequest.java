package io.weapp.passport.profile;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /me/phone}: either a code or encrypted data.
 *
 * @param code what the phone button gives
 * @param encryptedData with {@code iv}, what the old phone button gives
 * @param renew true asks WeChat even if a number is stored already
 */
public record PhoneRequest(
        @Nullable @Size(min = 1, max = 256) String code,
        @Nullable @Size(min = 1, max = 16384) String encryptedData,
        @Nullable @Size(min = 1, max = 100) String iv,
        @Nullable Boolean renew) {

    /** The code is worth money and a phone number, so it is not printed. */
    @Override
    public String toString() {
        return "PhoneRequest";
    }
}
