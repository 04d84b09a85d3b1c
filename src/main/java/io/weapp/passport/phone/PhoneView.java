package io.weapp.passport.phone;

import java.time.Instant;

/**
 * A phone number as its owner sees it.
 *
 * @param phone whole, without the country code
 */
public record PhoneView(String countryCode, String phone, Instant verifiedAt) {

    /** Only its owner may see it. */
    @Override
    public String toString() {
        return "PhoneView[verifiedAt=" + verifiedAt + "]";
    }
}
