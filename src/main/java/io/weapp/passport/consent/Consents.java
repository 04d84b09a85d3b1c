package io.weapp.passport.consent;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.session.Caller;
import io.weapp.passport.user.History;
import io.weapp.passport.user.Identity;
import io.weapp.passport.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What users have agreed to. */
@ApplicationScoped
public class Consents implements History {

    /** Far more than there are documents and versions; without a bound a client could fill the disk. */
    private static final int MOST = 200;

    private static final String OF_IDENTITY =
            "select c from Consent c where c.identityId = :identity order by c.acceptedAt, c.id";
    private static final String FORGET = "delete from Consent c where c.identityId = :identity";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Users users;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    @Override
    @Transactional
    public boolean ofIdentity(String identityId) {
        return !of(identityId).isEmpty();
    }

    /** The newest agreement to each document. */
    @Transactional
    public List<ConsentView> newest(Caller caller) {
        Map<String, Consent> newest = new LinkedHashMap<>();
        of(users.present(caller.sessionId()).id()).forEach(each -> newest.put(each.document(), each));
        return newest.values().stream().map(Consent::view).toList();
    }

    /** Every agreement ever given, oldest first. */
    @Transactional
    public List<ConsentView> history(String identityId) {
        return of(identityId).stream().map(Consent::view).toList();
    }

    /**
     * Notes that the caller agrees; the same version again keeps its first time.
     *
     * @throws ProblemException {@code conflict} after 200 agreements
     */
    @Transactional
    public ConsentView give(Caller caller, String document, String version) {
        Identity identity = users.locked(caller.sessionId());
        List<Consent> given = of(identity.id());
        Consent last = given.stream()
                .filter(each -> each.document().equals(document))
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (last != null && last.isTo(version)) {
            return last.view();
        }
        if (given.size() == MOST) {
            throw new ProblemException(ProblemType.CONFLICT, "This user has agreed to " + MOST + " versions already.");
        }
        Consent consent = Consent.given(identity.id(), document, version, clock.instant());
        entities.persist(consent);
        audit.record(AuditEntry.of(AuditType.CONSENT_GIVEN)
                .user(caller.userId())
                .app(caller.appId())
                .session(caller.sessionId()));
        return consent.view();
    }

    /** Deletes everything of an identity. */
    @Transactional
    public void forget(String identityId) {
        entities.createQuery(FORGET).setParameter("identity", identityId).executeUpdate();
    }

    private List<Consent> of(String identityId) {
        return entities.createQuery(OF_IDENTITY, Consent.class)
                .setParameter("identity", identityId)
                .getResultList();
    }
}
