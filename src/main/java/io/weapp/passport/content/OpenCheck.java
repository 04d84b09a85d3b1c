package io.weapp.passport.content;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question to WeChat that has no answer yet: one at most for each kind of content of an identity. */
@Entity
@Table(name = "content_check")
public class OpenCheck {

    private static final int MAX_TRIES = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    /** WeChat promises an opinion on a picture within this time, and not that it arrives. */
    private static final Duration PUSH_TIME = Duration.ofMinutes(30);

    @Id
    private String id;

    @Column(name = "identity_id")
    private String identityId;

    @Column(name = "app_id")
    private String appId;

    @Enumerated(EnumType.STRING)
    private ContentKind kind;

    private boolean enforced;

    @Column(name = "trace_id")
    private @Nullable String traceId;

    private int tries;

    @Column(name = "due_at")
    private Instant dueAt;

    protected OpenCheck() {}

    /** The first try is made by whoever opens the check. */
    static OpenCheck open(String identityId, String appId, ContentKind kind, boolean enforced, Instant now) {
        OpenCheck check = new OpenCheck();
        check.id = UUID.randomUUID().toString();
        check.identityId = identityId;
        check.appId = appId;
        check.kind = kind;
        check.enforced = enforced;
        check.tryAgain(now);
        return check;
    }

    String id() {
        return id;
    }

    String identityId() {
        return identityId;
    }

    String appId() {
        return appId;
    }

    ContentKind kind() {
        return kind;
    }

    boolean enforced() {
        return enforced;
    }

    boolean due(Instant now) {
        return !dueAt.isAfter(now);
    }

    boolean hopeless() {
        return tries >= MAX_TRIES;
    }

    /** Pauses of 1, 2, 4 … minutes, 17 hours in all. */
    void tryAgain(Instant now) {
        dueAt = now.plus(FIRST_PAUSE.multipliedBy(1L << tries));
        tries++;
    }

    void submitted(String trace, Instant now) {
        traceId = trace;
        dueAt = now.plus(PUSH_TIME);
    }

    /** WeChat could not fetch the picture. */
    void failed(Instant now) {
        traceId = null;
        dueAt = now.plus(FIRST_PAUSE);
    }
}
