package io.weapp.passport.user;

import io.weapp.passport.store.Cursor;
import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The users as operators look them up, page by page. */
@ApplicationScoped
public class UserPages {

    private static final String USERS =
            "select u from User u where u.createdAt <= :at and (u.createdAt < :at or u.id < :id)";
    private static final String WITH_IDENTITY = " and exists (select i.id from Identity i where i.user = u";
    private static final String NEWEST_FIRST = " order by u.createdAt desc, u.id desc";
    private static final String BY_IDS = "select u from User u where u.id in :ids";
    private static final String IDENTITIES =
            "select i from Identity i where i.user in :users order by i.createdAt desc, i.id desc";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Vault vault;

    @Inject
    UserAliases aliases;

    @Transactional
    public Page<UserRecordView> page(UserSearch search, PageRequest request) {
        Map<String, String> wanted = new LinkedHashMap<>();
        StringBuilder conditions = new StringBuilder();
        if (search.appId() != null) {
            conditions.append(" and i.appId = :appId");
            wanted.put("appId", search.appId());
        }
        if (search.openId() != null) {
            conditions.append(" and i.openId = :openId");
            wanted.put("openId", search.openId());
        }
        if (search.phoneIndex() != null) {
            conditions.append(" and exists (select p.identityId from Phone p where p.identityId = i.id"
                    + " and (p.numberIndex = :phone or p.fullIndex = :phone))");
            wanted.put("phone", search.phoneIndex());
        }
        if (search.nickname() != null) {
            conditions.append(" and i.nickname like :nickname escape '!'");
            wanted.put("nickname", search.nickname().replaceAll("[!%_]", "!$0") + "%");
        }
        String filter = conditions.isEmpty() ? "" : WITH_IDENTITY + conditions + ")";
        TypedQuery<User> query = entities.createQuery(USERS + filter + NEWEST_FIRST, User.class)
                .setParameter("at", request.after().at())
                .setParameter("id", request.after().id())
                .setMaxResults(request.rows());
        wanted.forEach(query::setParameter);
        List<User> users = query.getResultList();
        Map<String, List<IdentityView>> identities = identitiesOf(users);
        return request.page(
                users, user -> new Cursor(user.createdAt(), user.id()), user -> user.record(identities.get(user.id())));
    }

    /** A user by the id of today or a former one. */
    @Transactional
    public Optional<UserRecordView> one(String userId) {
        return Optional.ofNullable(entities.find(User.class, aliases.resolved(userId)))
                .map(user -> user.record(identitiesOf(List.of(user)).get(user.id())));
    }

    /** Some users by their ids. */
    @Transactional
    public Map<String, UserRecordView> records(List<String> userIds) {
        if (userIds.isEmpty()) {
            return Map.of();
        }
        List<User> users = entities.createQuery(BY_IDS, User.class)
                .setParameter("ids", userIds)
                .getResultList();
        Map<String, List<IdentityView>> identities = identitiesOf(users);
        return users.stream().collect(Collectors.toMap(User::id, user -> user.record(identities.get(user.id()))));
    }

    private Map<String, List<IdentityView>> identitiesOf(List<User> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery(IDENTITIES, Identity.class)
                .setParameter("users", users)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        identity -> identity.user().id(),
                        Collectors.mapping(identity -> identity.view(vault), Collectors.toList())));
    }
}
