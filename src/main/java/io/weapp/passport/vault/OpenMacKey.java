package io.weapp.passport.vault;

import java.util.Base64;

/** A key for message authentication codes in memory. */
record OpenMacKey(String id, byte[] bytes) {

    String mac(String text) {
        return id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(MasterKey.hmac(bytes, text));
    }
}
