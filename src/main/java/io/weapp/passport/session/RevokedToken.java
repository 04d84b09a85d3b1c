package io.weapp.passport.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An access token without a session that was revoked, or all tokens of a client that was. */
@Entity
@Table(name = "revoked_token")
public class RevokedToken {

    @Id
    private String id;

    @Column(name = "token_id")
    private String tokenId;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected RevokedToken() {}

    static RevokedToken of(String tokenId, Instant now, Instant expiresAt) {
        RevokedToken token = new RevokedToken();
        token.id = UUID.randomUUID().toString();
        token.tokenId = tokenId;
        token.revokedAt = now;
        token.expiresAt = expiresAt;
        return token;
    }
}
