package io.weapp.passport.phone;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.user.History;
import io.weapp.passport.user.Identity;
import io.weapp.passport.user.Profiles;
import io.weapp.passport.user.UsedCiphertexts;
import io.weapp.passport.user.UserView;
import io.weapp.passport.vault.MacPurpose;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.PhoneNumber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The verified phone numbers. */
@ApplicationScoped
public class Phones implements History {

    private static final String OF_USER =
            "select i.openId, p from Identity i, Phone p where i.user.id = :user and p.identityId = i.id";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Profiles profiles;

    @Inject
    UsedCiphertexts ciphertexts;

    @Inject
    Audit audit;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /** Tells a request again that brings a number: by what was sent. */
    public String mark(String identityId, String sent) {
        return vault.mac(identityId + "\n" + sent, MacPurpose.PHONE_SOURCE);
    }

    /** What {@code GET /admin/users} finds a number by, however it is written. */
    public String index(String typed) {
        return Phone.index(typed.replaceAll("[^0-9]", ""), vault);
    }

    @Transactional
    public Optional<PhoneView> of(String identityId) {
        return Optional.ofNullable(entities.find(Phone.class, identityId)).map(phone -> phone.view(vault));
    }

    @Override
    @Transactional
    public boolean ofIdentity(String identityId) {
        return of(identityId).isPresent();
    }

    /** The number, if this very request brought it. */
    @Transactional
    public Optional<PhoneView> broughtBy(String identityId, String source) {
        return Optional.ofNullable(entities.find(Phone.class, identityId))
                .filter(phone -> phone.broughtBy(source))
                .map(phone -> phone.view(vault));
    }

    /**
     * Takes over the number of the old phone button.
     *
     * @param ciphertext is used up by it
     */
    @Transactional
    public PhoneView verifiedByOpenData(String identityId, PhoneNumber told, String source, String ciphertext) {
        Identity identity = profiles.locked(identityId);
        Optional<PhoneView> same = broughtBy(identityId, source);
        if (same.isPresent()) {
            return same.get();
        }
        ciphertexts.use(identityId, ciphertext);
        return verified(identity, told, source, "open_data");
    }

    /** Takes over a number in the running transaction, which has locked the identity. */
    PhoneView verified(Identity identity, PhoneNumber told, String source, String way) {
        Instant now = clock.instant();
        Phone phone = entities.find(Phone.class, identity.id());
        boolean first = phone == null;
        if (first) {
            phone = Phone.of(identity.id());
        }
        phone.verify(told, source, vault, now);
        if (first) {
            entities.persist(phone);
        }
        identity.showPhone(told.masked(), vault, now);
        audit.record(AuditEntry.of(AuditType.PHONE_VERIFIED)
                .user(identity.user().id())
                .app(identity.appId())
                .because(way, null));
        return phone.view(vault);
    }

    /** Forgets a number; none is none. */
    @Transactional
    public void remove(String identityId) {
        takeBack(identityId, clock.instant());
    }

    /** The same, unless the number was given after {@code until}. */
    @Transactional
    public void takeBack(String identityId, Instant until) {
        Identity identity = profiles.locked(identityId);
        Phone phone = entities.find(Phone.class, identityId);
        if (phone != null && !phone.verifiedAfter(until)) {
            entities.remove(phone);
            identity.showPhone(null, vault, clock.instant());
            audit.record(AuditEntry.of(AuditType.PHONE_REMOVED)
                    .user(identity.user().id())
                    .app(identity.appId()));
        }
    }

    /** The same user with whole phone numbers. */
    @Transactional
    public UserView revealed(UserView user) {
        Map<String, PhoneView> byOpenId = new HashMap<>();
        entities.createQuery(OF_USER, Object[].class)
                .setParameter("user", user.id())
                .getResultStream()
                .forEach(row -> byOpenId.put((String) row[0], ((Phone) row[1]).view(vault)));
        return user.revealing(identity -> Optional.ofNullable(byOpenId.get(identity.openId()))
                .map(phone -> identity.revealing(phone.countryCode(), phone.phone()))
                .orElse(identity));
    }
}
