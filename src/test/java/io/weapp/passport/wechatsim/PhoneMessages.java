package io.weapp.passport.wechatsim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The phone numbers that were encrypted, by their hashes. Of what the hash is taken, WeChat does not say. */
final class PhoneMessages {
    private static final Duration KEPT = Duration.ofDays(3);

    private final Clock clock;
    private final Switches switches;
    private final List<Message> messages = new ArrayList<>();

    PhoneMessages(Clock clock, Switches switches) {
        this.clock = clock;
        this.switches = switches;
    }

    void note(String appId, String encryptedData) {
        messages.add(new Message(
                appId,
                sha256(encryptedData.getBytes(StandardCharsets.UTF_8)),
                sha256(Base64.getDecoder().decode(encryptedData)),
                clock.instant()));
    }

    Instant createdAt(String appId, String hash) {
        String input = switches.position(Switch.CHECKENCRYPTEDMSG_HASH);
        Instant oldest = clock.instant().minus(KEPT);
        return messages.stream()
                .filter(message ->
                        message.appId().equals(appId) && !message.at().isBefore(oldest))
                .filter(message -> (!input.equals("bytes")
                                && message.hashOfText().equals(hash))
                        || (!input.equals("text") && message.hashOfBytes().equals(hash)))
                .map(Message::at)
                .findFirst()
                .orElseThrow(() -> new Refusal(Errcode.DATA_NOT_EXISTING));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Message(String appId, String hashOfText, String hashOfBytes, Instant at) {}
}
