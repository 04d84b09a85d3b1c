package io.weapp.passport.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * What an operator can configure. Every value is read when it is used, so that a change in the server's console takes effect
 * without a redeploy; the defaults stand in {@code META-INF/microprofile-config.properties}.
 */
@ApplicationScoped
public class Settings {

    @Inject
    Config config;

    /** Public base URL; the {@code iss} of our tokens. */
    public String issuer() {
        return config.getValue("passport.issuer", String.class);
    }

    /** True allows a start without a master key, for trying things out. */
    public boolean demo() {
        return config.getOptionalValue("passport.demo", Boolean.class).orElse(false);
    }

    /** 32 bytes in base64 that wrap every secret at rest. */
    public Optional<String> masterKey() {
        return config.getOptionalValue("passport.master-key", String.class);
    }

    /** Keys in the same form, separated by commas, that open what they have sealed; during a change of the master key. */
    public List<String> previousMasterKeys() {
        return config.getOptionalValue("passport.master-key.previous", String.class).stream()
                .flatMap(keys -> Stream.of(keys.split(",", -1)))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /** How long a start waits for a database that cannot be reached. */
    public Duration databaseWait() {
        return config.getValue("passport.database.wait", Duration.class);
    }

    /** The hosts of WeChat in the order in which they are asked. */
    public List<URI> wechatUrls() {
        return Stream.of(config.getValue("passport.wechat.url", String.class)
                        .strip()
                        .split("\\s*,\\s*", -1))
                .map(URI::create)
                .toList();
    }

    public Duration wechatConnectTimeout() {
        return config.getValue("passport.wechat.connect-timeout", Duration.class);
    }

    public Duration wechatReadTimeout() {
        return config.getValue("passport.wechat.read-timeout", Duration.class);
    }

    /** The longest that a call to WeChat takes as a whole, repetitions included. */
    public Duration wechatCallTime() {
        return wechatConnectTimeout().plus(wechatReadTimeout());
    }

    /** Whether the doctor looks at the apps after a start. */
    public boolean doctorAtStart() {
        return config.getValue("passport.doctor.at-start", Boolean.class);
    }

    /** How many requests may wait at a time for each kind of answer from WeChat. */
    public int wechatMaxWaiting() {
        return config.getValue("passport.wechat.max-waiting", Integer.class);
    }

    /** How many connections to WeChat may be open at a time. */
    public int wechatConnections() {
        return config.getValue("passport.wechat.connections", Integer.class);
    }

    public Duration accessTokenTtl() {
        return config.getValue("passport.access-token.ttl", Duration.class);
    }

    /** How access tokens are signed: {@code RS256} or {@code ES256}. */
    public String signingAlgorithm() {
        return config.getValue("passport.signing.algorithm", String.class);
    }

    /** A key that has signed for this long is replaced. */
    public Duration signingRotation() {
        return config.getValue("passport.signing.rotation", Duration.class);
    }

    /** A session that is not used for this long ends. */
    public Duration sessionIdle() {
        return config.getValue("passport.session.idle", Duration.class);
    }

    /** A session ends this long after its login, whatever happens. */
    public Duration sessionAbsolute() {
        return config.getValue("passport.session.absolute", Duration.class);
    }

    /** How long a used refresh token is still answered, so that a lost reply or a parallel request signs nobody out. */
    public Duration refreshGrace() {
        return config.getValue("passport.refresh.grace", Duration.class);
    }

    /** How often this node learns of sessions that were ended elsewhere. */
    public Duration revocationInterval() {
        return config.getValue("passport.revocation.interval", Duration.class);
    }

    /** The oldest watermark that is accepted in open data. */
    public Duration openDataMaxAge() {
        return config.getValue("passport.open-data.max-age", Duration.class);
    }

    /** {@code N/duration} or {@code off}; {@code what} is the last part of the name, for example {@code admin-login}. */
    public String rate(String what) {
        return config.getValue("passport.rate." + what, String.class);
    }

    /** {@code N/duration} or {@code off}: exchanges of phone codes per user and app. */
    public String phoneQuota() {
        return config.getValue("passport.quota.phone", String.class);
    }

    /** Addresses and CIDR ranges, separated by commas, whose {@code X-Forwarded-For} is believed; empty means none. */
    public String trustedProxies() {
        return config.getOptionalValue("passport.trusted-proxies", String.class).orElse("");
    }

    /** Where avatars are kept; if it is not set, in the database. */
    public Optional<String> avatarDirectory() {
        return config.getOptionalValue("passport.avatar.directory", String.class);
    }

    /** How long audit events are kept. */
    public Duration auditRetention() {
        return config.getValue("passport.audit.retention", Duration.class);
    }

    /** Where pushes of WeChat go that this application does not act on itself. */
    public Optional<URI> webhookUrl() {
        return config.getOptionalValue("passport.push.webhook.url", URI.class);
    }

    /** Signs what is sent there. */
    public Optional<String> webhookSecret() {
        return config.getOptionalValue("passport.push.webhook.secret", String.class);
    }

    public Optional<String> bootstrapAppId() {
        return config.getOptionalValue("passport.bootstrap.app-id", String.class);
    }

    public Optional<String> bootstrapAppSecret() {
        return config.getOptionalValue("passport.bootstrap.app-secret", String.class);
    }

    public Optional<String> bootstrapOperator() {
        return config.getOptionalValue("passport.bootstrap.operator", String.class);
    }

    public Optional<String> bootstrapOperatorPassword() {
        return config.getOptionalValue("passport.bootstrap.operator-password", String.class);
    }
}
