package io.weapp.passport.oauth;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.client.ClientView;
import io.weapp.passport.session.RevokedTokens;
import io.weapp.passport.token.IssuedToken;
import io.weapp.passport.token.TokenReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Lets a client give back an access token before its time (RFC 7009). */
@ApplicationScoped
public class Revocation {

    @Inject
    TokenReader reader;

    @Inject
    RevokedTokens revoked;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    /** What is not a living token of this client is left alone, without a word. */
    @Transactional
    void by(ClientView client, Form form) {
        reader.read(form.required("token"))
                .filter(token -> token.groups().contains("service"))
                .filter(token -> token.subject().equals(client.clientId()))
                .filter(token -> token.expiresAt().isAfter(clock.instant()))
                .filter(token -> !revoked.contains(token.id()))
                .ifPresent(this::revoke);
    }

    private void revoke(IssuedToken token) {
        revoked.revoke(token.id(), token.expiresAt());
        audit.record(AuditEntry.of(AuditType.SERVICE_TOKEN_REVOKED).by("service:" + token.subject()));
    }
}
