package io.weapp.passport.content;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.avatar.Avatars;
import io.weapp.passport.user.Identity;
import io.weapp.passport.user.ProfileView;
import io.weapp.passport.user.Profiles;
import io.weapp.passport.user.Users;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.Opinion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The questions to WeChat that have no answer yet. The user is locked before a check is opened, decided or dropped. */
@ApplicationScoped
public class OpenChecks {

    private static final String DUE = "select c.id from OpenCheck c where c.dueAt <= :now order by c.dueAt";
    private static final String BY_TRACE = "select c.id from OpenCheck c where c.traceId = :trace and c.appId = :app";
    private static final String DROP = "delete from OpenCheck c where c.identityId = :identity and c.kind = :kind";
    private static final String DROP_ONE = "delete from OpenCheck c where c.id = :id";
    private static final String KINDS = "select c.kind from OpenCheck c where c.identityId = :identity order by c.kind";
    private static final String FORGET = "delete from OpenCheck c where c.identityId = :identity";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Users users;

    @Inject
    Profiles profiles;

    @Inject
    Avatars avatars;

    @Inject
    Audit audit;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /** What a check that is due is about: the identity, and the nickname or the address of the picture. */
    record Question(String checkId, ContentKind kind, Identity whose, String content) {}

    /** Makes a change that needs no further opinion; what WeChat was asked before does not matter any more. */
    @Transactional
    ProfileView settle(String identityId, ContentKind kind, Supplier<ProfileView> change) {
        ProfileView profile = change.get();
        drop(identityId, kind);
        return profile;
    }

    /** Makes a change and notes that WeChat's opinion on it is still to come. */
    @Transactional
    Opened open(Identity whose, ContentKind kind, boolean enforced, Supplier<ProfileView> change) {
        ProfileView profile = settle(whose.id(), kind, change);
        OpenCheck check = OpenCheck.open(whose.id(), whose.appId(), kind, enforced, clock.instant());
        entities.persist(check);
        entities.flush();
        return new Opened(check.id(), profile);
    }

    /** A check that has been opened, and the profile as its owner sees it. */
    record Opened(String checkId, ProfileView profile) {}

    @Transactional
    List<String> due(int most) {
        return entities.createQuery(DUE, String.class)
                .setParameter("now", clock.instant())
                .setMaxResults(most)
                .getResultList();
    }

    /** Takes a check that is due, so that no other node does; empty if one has, or if it is given up. */
    @Transactional
    Optional<Question> claim(String checkId) {
        OpenCheck check = entities.find(OpenCheck.class, checkId, LockModeType.PESSIMISTIC_WRITE);
        if (check == null || !check.due(clock.instant())) {
            return Optional.empty();
        }
        Optional<Question> question = users.identity(check.identityId())
                .flatMap(whose -> Optional.ofNullable(contentOf(check, whose))
                        .map(content -> new Question(checkId, check.kind(), whose, content)));
        if (question.isPresent() && !check.hopeless()) {
            check.tryAgain(clock.instant());
            return question;
        }
        question.ifPresent(given -> record(given.whose(), check.kind(), "unanswered"));
        entities.remove(check);
        return Optional.empty();
    }

    @Transactional
    void submitted(String checkId, String traceId) {
        OpenCheck check = entities.find(OpenCheck.class, checkId, LockModeType.PESSIMISTIC_WRITE);
        if (check != null) {
            check.submitted(traceId, clock.instant());
        }
    }

    @Transactional
    void failed(String checkId) {
        OpenCheck check = entities.find(OpenCheck.class, checkId, LockModeType.PESSIMISTIC_WRITE);
        if (check != null) {
            check.failed(clock.instant());
        }
    }

    /** Obeys WeChat's opinion; nothing if the check was decided, or its content replaced, in the meantime. */
    @Transactional
    void decide(String checkId, Opinion opinion) {
        OpenCheck check = entities.find(OpenCheck.class, checkId);
        if (check == null) {
            return;
        }
        Identity whose = profiles.locked(check.identityId());
        if (dropped(checkId) == 0) {
            return;
        }
        record(whose, check.kind(), opinion.word());
        boolean passed = opinion == Opinion.PASS;
        if (check.enforced() && check.kind() == ContentKind.NICKNAME) {
            profiles.settleNickname(whose.id(), passed);
        } else if (check.enforced()) {
            avatars.settle(whose.id(), passed);
        }
    }

    @Transactional
    Optional<String> waitingFor(String appId, String traceId) {
        return entities.createQuery(BY_TRACE, String.class)
                .setParameter("app", appId)
                .setParameter("trace", traceId)
                .getResultStream()
                .findFirst();
    }

    /** What WeChat is asked about an identity. */
    @Transactional
    public List<String> of(String identityId) {
        return entities.createQuery(KINDS, ContentKind.class)
                .setParameter("identity", identityId)
                .getResultStream()
                .map(ContentKind::word)
                .toList();
    }

    /** Drops what WeChat is asked about an identity that the transaction has locked. */
    @Transactional
    public void forget(String identityId) {
        entities.createQuery(FORGET).setParameter("identity", identityId).executeUpdate();
    }

    /** Notes an opinion, not what it is about. */
    void record(Identity whose, ContentKind kind, String opinion) {
        audit.record(AuditEntry.of(AuditType.CONTENT_CHECKED)
                .user(whose.user().id())
                .app(whose.appId())
                .because(kind.word() + "_" + opinion, null));
    }

    private @Nullable String contentOf(OpenCheck check, Identity whose) {
        // Whatever is pending is what its owner sees.
        ProfileView seen = whose.profile(vault);
        return check.kind() == ContentKind.NICKNAME ? seen.nickname() : seen.avatarUrl();
    }

    private void drop(String identityId, ContentKind kind) {
        entities.createQuery(DROP)
                .setParameter("identity", identityId)
                .setParameter("kind", kind)
                .executeUpdate();
    }

    private int dropped(String checkId) {
        return entities.createQuery(DROP_ONE).setParameter("id", checkId).executeUpdate();
    }
}
