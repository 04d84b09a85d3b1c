package io.weapp.passport.phone;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** A code of the phone button that WeChat was or may have been asked about; kept as a mark. */
@Entity
@Table(name = "phone_exchange")
public class PhoneExchange {

    @Id
    @Column(name = "code_mark")
    private String codeMark;

    @Column(name = "identity_id")
    private String identityId;

    private String runner;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    private boolean exchanged;

    protected PhoneExchange() {}

    static PhoneExchange start(String codeMark, String identityId, String runner, Instant now) {
        PhoneExchange exchange = new PhoneExchange();
        exchange.codeMark = codeMark;
        exchange.identityId = identityId;
        exchange.startAgain(runner, now);
        return exchange;
    }

    void startAgain(String by, Instant now) {
        runner = by;
        startedAt = now;
        endedAt = null;
    }

    /** After the longest time it is over, or its node was killed. */
    boolean underWay(Duration longest, Instant now) {
        return endedAt == null && now.isBefore(startedAt.plus(longest));
    }

    boolean exchanged() {
        return exchanged;
    }

    boolean runBy(String who) {
        return runner.equals(who);
    }

    void end(boolean withNumber, Instant now) {
        endedAt = now;
        exchanged = withNumber;
    }
}
