package io.weapp.passport.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.session.EndedSessions;
import io.weapp.passport.session.RevokedTokens;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.File;
import java.util.List;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@ArquillianTest
class OauthClientsIT {

    private static final String OPERATOR = "operator:root";

    @Inject
    OauthClients clients;

    @Inject
    RevokedTokens revoked;

    @Inject
    EndedSessions ended;

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/weapp-passport.war"))
                .addClass(OauthClientsIT.class);
    }

    @Test
    @DisplayName("R21.1 a secret is shown once and stored hashed")
    void secretIsStoredHashed() {
        Registered registered = clients.register(" Shop ", Set.of("users:read", "metrics:read"), OPERATOR);

        String stored = entities.createQuery(
                        "select c.secretHash from OauthClient c where c.clientId = :id", String.class)
                .setParameter("id", registered.clientId())
                .getSingleResult();
        assertEquals(64, stored.length());
        assertNotEquals(registered.clientSecret(), stored);
        ClientView view = clients.authenticated(registered.clientId(), registered.clientSecret())
                .orElseThrow();
        assertEquals("Shop", view.name());
        assertEquals(List.of("metrics:read", "users:read"), view.scopes());
        assertTrue(clients.authenticated(registered.clientId(), "wrong").isEmpty());
        assertTrue(clients.authenticated("unknown", registered.clientSecret()).isEmpty());
        assertEquals(
                1L,
                entities.createQuery(
                                "select count(e) from AuditEvent e where e.type = 'client_registered' and e.actor = :who"
                                        + " and e.reason = :id",
                                Long.class)
                        .setParameter("who", OPERATOR)
                        .setParameter("id", registered.clientId())
                        .getSingleResult());
    }

    @Test
    @DisplayName("R21.3 a revoked client is no client any more, and its tokens are refused on this node at once")
    void revokedClient() {
        Registered registered = clients.register("Shop", Set.of("users:read"), OPERATOR);

        assertTrue(clients.revoke(registered.clientId(), OPERATOR));

        assertTrue(clients.authenticated(registered.clientId(), registered.clientSecret())
                .isEmpty());
        assertTrue(ended.contains(registered.clientId()));
        assertTrue(revoked.contains(registered.clientId()));
        assertFalse(clients.revoke(registered.clientId(), OPERATOR));
        assertFalse(clients.revoke("unknown", OPERATOR));
        ClientView listed = clients.all().stream()
                .filter(client -> client.clientId().equals(registered.clientId()))
                .findFirst()
                .orElseThrow();
        assertNotNull(listed.revokedAt());
    }

    @Test
    @DisplayName("R21.2 there are no scopes but ours")
    void unknownScopesAreRefused() {
        for (Set<String> scopes : List.of(Set.<String>of(), Set.of("admin"), Set.of("users:read", "USERS_READ"))) {
            assertThrows(ProblemException.class, () -> clients.register("Shop", scopes, OPERATOR));
        }
        assertThrows(ProblemException.class, () -> clients.register(" ", Set.of("users:read"), OPERATOR));
        assertThrows(ProblemException.class, () -> clients.register("x".repeat(101), Set.of("users:read"), OPERATOR));
    }
}
