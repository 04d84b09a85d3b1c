package io.weapp.passport.wechatsim;

import java.util.Base64;

/**
 * Where and how WeChat pushes for an app, as an operator enters it in WeChat's console.
 *
 * @param aesKey the EncodingAESKey, 43 characters
 * @param mode plain, compatible or safe
 * @param format json or xml
 */
record PushSettings(String url, String token, String aesKey, String mode, String format) {

    PushSettings {
        if (!mode.matches("plain|compatible|safe") || !format.matches("json|xml")) {
            throw new IllegalArgumentException("mode is plain, compatible or safe; format is json or xml");
        }
        if (!aesKey.matches("[A-Za-z0-9+/]{43}")) {
            throw new IllegalArgumentException("aesKey has 43 characters");
        }
    }

    boolean encrypts() {
        return !mode.equals("plain");
    }

    byte[] key() {
        return Base64.getDecoder().decode(aesKey + "=");
    }
}
