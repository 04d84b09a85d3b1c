package io.weapp.passport.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An audit event as operators see it.
 *
 * @param day the day (UTC) whose chain the event belongs to; absent, like {@code place}, until it is linked
 * @param place its number in that day, from 1
 */
public record AuditEventView(
        String id,
        Instant at,
        String type,
        @Nullable String actor,
        @Nullable String userId,
        @Nullable String appId,
        @Nullable String sessionId,
        @Nullable String reason,
        @Nullable String wechatRid,
        @Nullable String requestId,
        @Nullable String address,
        @Nullable String day,
        @Nullable Integer place) {}
