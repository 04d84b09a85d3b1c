package io.weapp.passport.audit;

import org.jspecify.annotations.Nullable;

/**
 * What happened, in ids.
 *
 * @param actor who did it, if it was neither the user nor the system: {@code operator:NAME} or {@code service:CLIENT_ID}
 * @param appId an app that is registered here; one that a client made up is left out
 * @param reason a problem code or another word of ours; never text that somebody sent
 * @param wechatRid the request id WeChat's support asks for
 */
public record AuditEntry(
        AuditType type,
        @Nullable String actor,
        @Nullable String userId,
        @Nullable String appId,
        @Nullable String sessionId,
        @Nullable String reason,
        @Nullable String wechatRid) {

    public static AuditEntry of(AuditType type) {
        return new AuditEntry(type, null, null, null, null, null, null);
    }

    public AuditEntry by(String who) {
        return new AuditEntry(type, who, userId, appId, sessionId, reason, wechatRid);
    }

    public AuditEntry user(@Nullable String id) {
        return new AuditEntry(type, actor, id, appId, sessionId, reason, wechatRid);
    }

    public AuditEntry app(@Nullable String id) {
        return new AuditEntry(type, actor, userId, id, sessionId, reason, wechatRid);
    }

    public AuditEntry session(@Nullable String id) {
        return new AuditEntry(type, actor, userId, appId, id, reason, wechatRid);
    }

    public AuditEntry because(@Nullable String word, @Nullable String rid) {
        return new AuditEntry(type, actor, userId, appId, sessionId, word, rid);
    }
}
