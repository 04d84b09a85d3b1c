package io.weapp.passport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weapp.passport.app.MiniApps;
import io.weapp.passport.token.TokenIssuer;
import io.weapp.passport.user.Users;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.WechatSession;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.File;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The beans behind a login, inside the server that runs them: the real WAR with this test put in. */
@ArquillianTest
class LoginSessionsIT {

    private static final String APP = "wx0000000000000it1";

    @Inject
    LoginSessions sessions;

    @Inject
    EndedSessions ended;

    @Inject
    Users users;

    @Inject
    MiniApps apps;

    @Inject
    Vault vault;

    @Inject
    TokenIssuer tokens;

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    private final String openId = "o" + UUID.randomUUID();

    @Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/weapp-passport.war"))
                .addClass(LoginSessionsIT.class);
    }

    @Test
    @DisplayName("R3.1 the app that the configuration names is registered at the first start, its secret sealed")
    void appOfTheConfigurationIsRegistered() {
        assertEquals("secret-of-the-container-test", apps.enabled(APP).secret(vault));
        assertFalse(column("select a.secret from MiniApp a where a.appId = :id", APP)
                .contains("secret-of"));
    }

    @Test
    @DisplayName("R7.2 opening a session stores user, identity, key ring and session")
    void openingStoresEverything() {
        OpenedSession opened = open();

        assertTrue(opened.newUser());
        assertEquals(opened.user().id(), opened.session().userId());
        assertEquals(
                opened.session().id(),
                sessions.active(opened.session().id()).orElseThrow().sessionId());
        assertEquals(opened.user().id(), users.profileOf(opened.session().id()).id());
        assertTrue(column(
                        "select k.newest from SessionKeyRing k, Identity i where i.openId = :id and k.identityId = i.id",
                        openId)
                .startsWith("v1."));
    }

    @Test
    @DisplayName("R4.2 the same openid is the same user in a new session")
    void sameOpenIdIsTheSameUser() {
        OpenedSession first = open();
        OpenedSession second = open();

        assertFalse(second.newUser());
        assertEquals(first.user().id(), second.user().id());
        assertNotEquals(first.session().id(), second.session().id());
    }

    @Test
    @DisplayName("R7.4 a refresh token is stored as its hash")
    void refreshTokenIsStoredHashed() {
        OpenedSession opened = open();

        String stored = column(
                "select r.tokenHash from RefreshToken r where r.sessionId = :id",
                opened.session().id());
        assertEquals(64, stored.length());
        assertNotEquals(opened.refreshToken(), stored);
    }

    @Test
    @DisplayName("R7.3 a session that was logged out is remembered as ended")
    void loggedOutSessionIsRemembered() {
        OpenedSession opened = open();

        sessions.logout(new Caller(opened.user().id(), opened.session().id(), APP));

        assertTrue(sessions.active(opened.session().id()).isEmpty());
        assertTrue(ended.contains(opened.session().id()));
    }

    @Test
    void signingNeedsNoDatabase() {
        assertEquals(
                3, tokens.forUser("u", "s", APP, Duration.ofMinutes(1)).value().split("\\.", -1).length);
    }

    @Test
    void anonymousCallerHasNoSession() {
        Principal anonymous = () -> "anonymous";

        assertThrows(IllegalStateException.class, () -> Caller.of(anonymous));
    }

    private OpenedSession open() {
        return sessions.open(
                APP, new WechatSession(openId, null, "tiihtNczf5v6AKRyjwEUhQ==", Instant.now()), null, null);
    }

    private String column(String jpql, String id) {
        return entities.createQuery(jpql, String.class).setParameter("id", id).getSingleResult();
    }
}
