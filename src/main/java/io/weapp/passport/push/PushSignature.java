package io.weapp.passport.push;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A signature of WeChat that has brought its message. */
@Entity
@Table(name = "push_signature")
public class PushSignature {

    @Id
    @Column(name = "signature_hash")
    private String signatureHash;

    @Column(name = "message_hash")
    private String messageHash;

    @Column(name = "seen_at")
    private Instant seenAt;

    protected PushSignature() {}

    static PushSignature seen(String signatureHash, String messageHash, Instant now) {
        PushSignature seen = new PushSignature();
        seen.signatureHash = signatureHash;
        seen.messageHash = messageHash;
        seen.seenAt = now;
        return seen;
    }

    boolean brought(String message) {
        return messageHash.equals(message);
    }
}
