package io.weapp.passport.wechatsim;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that this WeChat knows, from one reset to the next. Whoever reads or changes it holds its monitor: the work is
 * done in microseconds, and the parts need no locks of their own.
 */
final class World {
    final MovableClock clock = new MovableClock();
    final Switches switches = new Switches();
    final Apps apps = new Apps(clock);
    final Users users = new Users();
    final Codes codes = new Codes(clock);
    final SessionKeys sessionKeys = new SessionKeys(clock, switches);
    final PhoneMessages phoneMessages = new PhoneMessages(clock, switches);
    final EncryptKeys encryptKeys = new EncryptKeys(clock);
    final Tokens tokens = new Tokens(clock, switches);
    final Payments payments = new Payments(clock);
    final Map<String, Integer> riskRanks = new HashMap<>();
    final ContentRules contents = new ContentRules(clock);
    final Faults faults = new Faults();
    final Journal journal = new Journal(clock);
    final Map<String, PushSettings> pushSettings = new HashMap<>();
    final Map<String, ApiSecurity> apiSecurity = new HashMap<>();

    /** Waits for the next push to overtake it. */
    @Nullable
    Supplier<Push> heldPush;

    /** The app whose access token the call carries; the first thing such an API checks. */
    App appWithToken(ApiCall call) {
        return apps.get(tokens.appIdBehind(call.param("access_token")));
    }

    /** Which app a call is about, as far as one can tell before any check; empty if one cannot. */
    String appIdOf(ApiCall call) {
        String named = call.param("appid") != null ? call.param("appid") : call.bodyText("appid");
        if (named != null) {
            return named;
        }
        String value = call.param("access_token");
        @Nullable Token token = value == null ? null : tokens.find(value);
        return token == null ? "" : token.appId();
    }
}
