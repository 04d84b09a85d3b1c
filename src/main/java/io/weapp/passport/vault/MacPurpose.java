package io.weapp.passport.vault;

import java.util.Locale;

/** What a message authentication code protects; each purpose has a key of its own. */
public enum MacPurpose {
    AUDIT,
    AUDIT_ADDRESS,
    CIPHERTEXT,
    PHONE,
    PHONE_SOURCE,
    PROFILE,
    PUSH_SUBJECT;

    /** The words from which the key was derived before keys of their own were stored. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
