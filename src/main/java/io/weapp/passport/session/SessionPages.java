package io.weapp.passport.session;

import io.weapp.passport.store.Cursor;
import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The sessions, also those that have ended, as operators look them up page by page. */
@ApplicationScoped
public class SessionPages {

    private static final String SESSIONS =
            "select s from LoginSession s where s.createdAt <= :at and (s.createdAt < :at or s.id < :id)";
    private static final String OF_USER = " and s.userId = :userId";
    private static final String OF_APP = " and s.appId = :appId";
    private static final String NEWEST_FIRST = " order by s.createdAt desc, s.id desc";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Transactional
    public Page<SessionRecordView> page(SessionSearch search, PageRequest request) {
        String filter = (search.userId() == null ? "" : OF_USER) + (search.appId() == null ? "" : OF_APP);
        TypedQuery<LoginSession> query = entities.createQuery(SESSIONS + filter + NEWEST_FIRST, LoginSession.class)
                .setParameter("at", request.after().at())
                .setParameter("id", request.after().id())
                .setMaxResults(request.rows());
        if (search.userId() != null) {
            query.setParameter("userId", search.userId());
        }
        if (search.appId() != null) {
            query.setParameter("appId", search.appId());
        }
        List<LoginSession> found = query.getResultList();
        return request.page(found, each -> new Cursor(each.createdAt(), each.id()), LoginSession::record);
    }

    @Transactional
    public Optional<SessionRecordView> one(String sessionId) {
        return Optional.ofNullable(entities.find(LoginSession.class, sessionId)).map(LoginSession::record);
    }
}
