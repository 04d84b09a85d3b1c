package io.weapp.passport.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;

/** The former ids of users who were joined to others. */
@ApplicationScoped
public class UserAliases {

    private static final String OF_USER =
            "select a.alias from UserAlias a where a.userId = :user order by a.joinedAt, a.alias";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    /** The id of the user who goes by this id now; the id itself if it is no former one. */
    @Transactional
    public String resolved(String userId) {
        UserAlias alias = entities.find(UserAlias.class, userId);
        return alias == null ? userId : alias.userId();
    }

    @Transactional
    public List<String> of(String userId) {
        return entities.createQuery(OF_USER, String.class)
                .setParameter("user", userId)
                .getResultList();
    }
}
