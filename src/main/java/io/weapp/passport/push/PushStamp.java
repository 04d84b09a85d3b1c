package io.weapp.passport.push;

import org.jspecify.annotations.Nullable;

/**
 * What WeChat writes into the query of every call.
 *
 * @param timestamp seconds since 1970
 * @param signature over Token, timestamp and nonce
 * @param messageSignature over the same and the encrypted message
 */
record PushStamp(
        @Nullable String timestamp,
        @Nullable String nonce,
        @Nullable String signature,
        @Nullable String messageSignature) {}
