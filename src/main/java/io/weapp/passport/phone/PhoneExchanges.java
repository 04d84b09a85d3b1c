package io.weapp.passport.phone;

import io.weapp.passport.housekeeping.Chore;
import io.weapp.passport.limit.Frequency;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.ParsedSetting;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.user.Identities;
import io.weapp.passport.user.Identity;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.PhoneNumber;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The exchanges of the last day, counted on all nodes together; the identity's lock puts them in a row. */
@ApplicationScoped
public class PhoneExchanges implements Chore {

    /** Beyond waiting for WeChat: for the token and the code, and each once more; generous, because only a killed node pays. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final int CALLS = 4;

    /** Longer than any quota's period. */
    private static final Duration KEPT = Duration.ofDays(2);

    private static final String NEWEST = "select e.startedAt from PhoneExchange e where e.identityId = :identity"
            + " and e.startedAt > :since order by e.startedAt desc";
    private static final String OLD =
            "select e.codeMark from PhoneExchange e where e.startedAt < :time order by e.codeMark";
    private static final String TIMES =
            "select e.startedAt from PhoneExchange e where e.identityId = :identity order by e.startedAt";
    private static final String DELETE = "delete from PhoneExchange e where e.codeMark in :marks";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Identities identities;

    @Inject
    Phones phones;

    @Inject
    Vault vault;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private @Nullable ParsedSetting<Optional<Frequency>> quota;

    /** What is to be done about a code: answer with what is known, exchange it, or, if there is neither, wait. */
    public record Standing(
            @Nullable PhoneView known, @Nullable Exchange exchange) {}

    @PostConstruct
    void prepare() {
        quota = new ParsedSetting<>("passport.quota.phone", settings::phoneQuota, Frequency::parse);
    }

    /**
     * For the start, before anybody is served.
     *
     * @throws IllegalStateException if the quota is malformed
     */
    public void check() {
        quota();
    }

    /**
     * Finds out whose turn it is, and counts an exchange before it is made.
     *
     * @param renew whether a number that is stored already is to be replaced
     * @throws ProblemException {@code phone_quota_exceeded}, or {@code phone_code_invalid} for a code that was exchanged
     */
    @Transactional
    public Standing begin(String identityId, String code, boolean renew) {
        Instant now = clock.instant();
        String mark = phones.mark(identityId, code);
        identities.locked(identityId);
        Phone phone = entities.find(Phone.class, identityId);
        if (phone != null && (!renew || phone.broughtBy(mark))) {
            return new Standing(phone.view(vault), null);
        }
        PhoneExchange known = entities.find(PhoneExchange.class, mark);
        if (known != null && known.underWay(longest(), now)) {
            return new Standing(null, null);
        }
        if (known != null && known.exchanged()) {
            throw new ProblemException(
                    ProblemType.PHONE_CODE_INVALID, "This code was used: tap the phone button again.");
        }
        Exchange exchange = new Exchange(identityId, mark, UUID.randomUUID().toString(), known == null);
        if (known == null) {
            insistOnQuota(identityId, now);
            entities.persist(PhoneExchange.start(mark, identityId, exchange.runner(), now));
            entities.flush();
        } else {
            known.startAgain(exchange.runner(), now);
        }
        return new Standing(null, exchange);
    }

    /** After this time an exchange has ended, or its node was killed. */
    public Duration longest() {
        return settings.wechatConnectTimeout()
                .plus(settings.wechatReadTimeout())
                .multipliedBy(CALLS)
                .plus(MARGIN);
    }

    /** Stores the number that an exchange has brought. */
    @Transactional
    public PhoneView succeeded(Exchange exchange, PhoneNumber told) {
        Identity identity = identities.locked(exchange.identityId());
        PhoneExchange known = entities.find(PhoneExchange.class, exchange.mark());
        if (known != null) {
            known.end(true, clock.instant());
        }
        return phones.verified(identity, told, exchange.mark(), "code");
    }

    /**
     * Ends an exchange without a number.
     *
     * @param neverMade whether WeChat has certainly not made it; then it is not counted
     */
    @Transactional
    public void failed(Exchange exchange, boolean neverMade) {
        identities.locked(exchange.identityId());
        PhoneExchange known = entities.find(PhoneExchange.class, exchange.mark());
        if (known == null || !known.runBy(exchange.runner())) {
            return;
        }
        if (neverMade && exchange.first()) {
            entities.remove(known);
        } else {
            known.end(false, clock.instant());
        }
    }

    /** When phone codes of an identity were exchanged; neither code nor number is kept. */
    @Transactional
    public List<Instant> times(String identityId) {
        return entities.createQuery(TIMES, Instant.class)
                .setParameter("identity", identityId)
                .getResultList();
    }

    @Override
    @Transactional
    public boolean work() {
        List<String> marks = entities.createQuery(OLD, String.class)
                .setParameter("time", clock.instant().minus(KEPT))
                .setMaxResults(BATCH)
                .getResultList();
        if (!marks.isEmpty()) {
            entities.createQuery(DELETE).setParameter("marks", marks).executeUpdate();
        }
        return marks.size() == BATCH;
    }

    private Optional<Frequency> quota() {
        return Objects.requireNonNull(quota).value();
    }

    private void insistOnQuota(String identityId, Instant now) {
        Frequency limit = quota().orElse(null);
        if (limit == null) {
            return;
        }
        List<Instant> full = entities.createQuery(NEWEST, Instant.class)
                .setParameter("identity", identityId)
                .setParameter("since", now.minus(limit.period()))
                .setFirstResult(limit.times() - 1)
                .setMaxResults(1)
                .getResultList();
        if (!full.isEmpty()) {
            throw ProblemException.retryLater(
                    ProblemType.PHONE_QUOTA_EXCEEDED,
                    "Too many phone codes: " + limit.times() + " within " + limit.period() + " are allowed.",
                    Duration.between(now, full.get(0).plus(limit.period())));
        }
    }
}
