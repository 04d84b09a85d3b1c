package io.weapp.passport.app;

import io.weapp.passport.wechat.WechatToken;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table of WeChat tokens without a database: one transaction after the other. */
class TokensInMemory extends StoredTokens {

    private final Map<String, StoredToken> rows = new HashMap<>();

    @Override
    Optional<StoredToken> found(String appId) {
        return Optional.ofNullable(rows.get(appId));
    }

    @Override
    StoredToken locked(String appId) {
        return rows.computeIfAbsent(appId, StoredToken::none);
    }

    @Override
    public synchronized Optional<SharedToken> good(String appId, Duration left) {
        return super.good(appId, left);
    }

    @Override
    public synchronized Optional<Lease> lease(String appId, String owner, Duration left, Duration time) {
        return super.lease(appId, owner, left, time);
    }

    @Override
    public synchronized Optional<SharedToken> renew(Lease lease, WechatToken fetched) {
        return super.renew(lease, fetched);
    }

    @Override
    public synchronized void release(Lease lease) {
        super.release(lease);
    }

    @Override
    public synchronized void drop(String appId, long generation, Instant fetchedBefore) {
        super.drop(appId, generation, fetchedBefore);
    }
}
