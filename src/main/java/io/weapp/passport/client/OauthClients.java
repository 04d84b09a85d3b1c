package io.weapp.passport.client;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.session.RevokedTokens;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The registered clients. */
@ApplicationScoped
public class OauthClients {

    private static final String ALL = "select c from OauthClient c order by c.createdAt, c.clientId";
    private static final int MAX_NAME = 100;

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    RevokedTokens revokedTokens;

    @Inject
    Audit audit;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * Registers a service; its secret cannot be seen again.
     *
     * @param scopes words of {@link Scope}, at least one
     * @param actor who does it, for the audit log: {@code operator:NAME}
     * @throws ProblemException {@code invalid_request}
     */
    @Transactional
    public Registered register(String name, Set<String> scopes, String actor) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw ProblemException.violation("name", "must have 1 to " + MAX_NAME + " characters");
        }
        if (scopes.isEmpty() || !Scope.words().containsAll(scopes)) {
            throw ProblemException.violation("scopes", "must be some of " + String.join(", ", Scope.words()));
        }
        String secret = OauthClient.randomSecret();
        OauthClient client = OauthClient.register(name.strip(), new TreeSet<>(scopes), secret, clock.instant());
        entities.persist(client);
        audit.record(AuditEntry.of(AuditType.CLIENT_REGISTERED).by(actor).because(client.clientId(), null));
        return new Registered(client.clientId(), secret);
    }

    /** Every client there ever was, oldest first. */
    @Transactional
    public List<ClientView> all() {
        return entities.createQuery(ALL, OauthClient.class)
                .getResultStream()
                .map(OauthClient::view)
                .toList();
    }

    /**
     * Ends a client for good, with every token it holds.
     *
     * @return false if there is no such client or it was revoked before
     */
    @Transactional
    public boolean revoke(String clientId, String actor) {
        OauthClient client = entities.find(OauthClient.class, clientId, LockModeType.PESSIMISTIC_WRITE);
        if (client == null || client.revoked()) {
            return false;
        }
        Instant now = clock.instant();
        client.revoke(now);
        revokedTokens.revoke(clientId, now.plus(settings.accessTokenTtl()));
        audit.record(AuditEntry.of(AuditType.CLIENT_REVOKED).by(actor).because(clientId, null));
        return true;
    }

    /** The client that proves itself with its secret, unless it was revoked. */
    @Transactional
    public Optional<ClientView> authenticated(String clientId, String secret) {
        OauthClient client = entities.find(OauthClient.class, clientId);
        if (client == null) {
            return Optional.empty();
        }
        if (client.revoked() || !client.hasSecret(secret)) {
            audit.record(AuditEntry.of(AuditType.SERVICE_REFUSED).by("service:" + client.clientId()));
            return Optional.empty();
        }
        return Optional.of(client.view());
    }
}
