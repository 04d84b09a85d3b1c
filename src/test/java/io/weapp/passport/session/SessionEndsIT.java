package io.weapp.passport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.user.Users;
import io.weapp.passport.wechat.WechatSession;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How sessions end that no user ends, inside the server that runs the beans. */
@ArquillianTest
class SessionEndsIT {

    private static final String APP = "wx0000000000000it1";

    @Inject
    LoginSessions sessions;

    @Inject
    EndedSessions ended;

    @Inject
    ExpiredSessions expired;

    @Inject
    SeenSessions seen;

    @Inject
    Users users;

    @Inject
    UserTransaction transaction;

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    private final String openId = "o" + UUID.randomUUID();

    @Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/weapp-passport.war"))
                .addClass(SessionEndsIT.class);
    }

    @Test
    @DisplayName("an operator ends one session")
    void operatorEndsOneSession() {
        String id = open().session().id();

        assertTrue(sessions.end(id, EndReason.OPERATOR));
        assertFalse(sessions.end(id, EndReason.ERASED));
        assertFalse(sessions.end("unknown", EndReason.OPERATOR));

        assertEnded(id, "operator");
    }

    @Test
    @DisplayName("a disabled user has no session and opens none, until enabled again")
    void disabledUserHasNoSession() {
        OpenedSession one = open();
        OpenedSession two = open();
        String userId = one.user().id();

        users.disable(userId, null, "operator:it");
        sessions.endAllOf(userId, EndReason.USER_DISABLED);

        assertEnded(one.session().id(), "user_disabled");
        assertEnded(two.session().id(), "user_disabled");
        assertThrows(ProblemException.class, this::open);
        users.enable(userId, "operator:it");
        assertEquals(userId, open().user().id());
        assertThrows(ProblemException.class, () -> users.disable("unknown", null, "operator:it"));
    }

    @Test
    @DisplayName("all sessions of an app end, however many there are")
    void sessionsOfAnAppEnd() {
        String id = open().session().id();

        sessions.endAllOfApp(APP, EndReason.APP_DISABLED);

        assertEnded(id, "app_disabled");
    }

    @Test
    @DisplayName("R7.9 housekeeping ends sessions at the end of either lifetime")
    void lifetimesEndSessions() throws Exception {
        String used = open().session().id();
        String idle = open().session().id();
        String old = open().session().id();
        set("lastSeenAt", idle, Instant.now().minus(Duration.ofDays(31)));
        set("expiresAt", old, Instant.now());

        expired.work();

        assertEnded(idle, "idle");
        assertEnded(old, "absolute");
        assertTrue(sessions.active(used).isPresent());
    }

    @Test
    @DisplayName("R7.15 a session is deleted with its refresh tokens 30 days after its end, and not before")
    void endedSessionsAreDeleted() throws Exception {
        String kept = open().session().id();
        String deleted = open().session().id();
        set("endedAt", kept, Instant.now().minus(Duration.ofDays(29)));
        set("endedAt", deleted, Instant.now().minus(Duration.ofDays(31)));

        expired.work();

        assertEquals(1, count("select count(s) from LoginSession s where s.id = :id", kept));
        assertEquals(0, count("select count(s) from LoginSession s where s.id = :id", deleted));
        assertEquals(1, count("select count(t) from RefreshToken t where t.sessionId = :id", kept));
        assertEquals(0, count("select count(t) from RefreshToken t where t.sessionId = :id", deleted));
    }

    @Test
    @DisplayName("R7.14 the use of a session keeps it from being idle")
    void useIsWrittenDown() throws Exception {
        String id = open().session().id();
        set("lastSeenAt", id, Instant.now().minus(Duration.ofDays(31)));
        seen.note(id);

        seen.work();
        expired.work();

        assertTrue(sessions.active(id).isPresent());
    }

    private OpenedSession open() {
        return sessions.open(
                APP, new WechatSession(openId, null, "tiihtNczf5v6AKRyjwEUhQ==", Instant.now()), null, null);
    }

    private void assertEnded(String id, String reason) {
        assertTrue(sessions.active(id).isEmpty());
        assertTrue(ended.contains(id));
        assertEquals(
                reason,
                entities.createQuery("select s.endReason from LoginSession s where s.id = :id", String.class)
                        .setParameter("id", id)
                        .getSingleResult());
    }

    private void set(String field, String id, Instant time) throws Exception {
        transaction.begin();
        entities.createQuery("update LoginSession s set s." + field + " = :time where s.id = :id")
                .setParameter("time", time)
                .setParameter("id", id)
                .executeUpdate();
        transaction.commit();
    }

    private long count(String query, String id) {
        return entities.createQuery(query, Long.class).setParameter("id", id).getSingleResult();
    }
}
