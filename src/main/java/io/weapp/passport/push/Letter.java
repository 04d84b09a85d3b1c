package io.weapp.passport.push;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message that WeChat has signed.
 *
 * @param signature the signature that was checked
 */
record Letter(String appId, String signature, PushMessage message) {

    /** Real messages have a few kilobytes; sealed it fits into the smallest text column of all databases. */
    private static final int MAX_BYTES = 32 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

    Letter {
        if (message.json().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new ProblemException(
                    ProblemType.PAYLOAD_TOO_LARGE, "A message may have " + MAX_BYTES + " bytes at most.");
        }
    }

    String event() {
        String event = message.event();
        return event != null && NAME.matcher(event).matches() ? event : "other";
    }

    /** Of events it is a field of its own, of users' messages their sender. */
    @Nullable
    String openId() {
        String openId = message.get("OpenID");
        return openId == null ? message.get("FromUserName") : openId;
    }

    PushLane lane() {
        return Obedience.concerns(message) ? PushLane.OBEY : PushLane.HAND_ON;
    }

    /**
     * The same for every repetition: WeChat encrypts and signs them anew. Messages of users have an id; for events WeChat names
     * sender and time, which several events may share, so all fields count.
     */
    String messageHash() {
        String messageId = message.event() == null ? message.get("MsgId") : null;
        return hash(messageId == null ? message.json() : "MsgId " + messageId);
    }

    String signatureHash() {
        return hash(signature);
    }

    private String hash(String what) {
        try {
            byte[] text = (appId + "\n" + what).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
