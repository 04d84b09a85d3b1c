package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Orders about apps and users: who they are, the codes they get, and what their phones hold. */
final class PeopleControl {
    private PeopleControl() {}

    static JsonObject putApp(ControlCall call) {
        String appId = call.required("appId");
        App before = call.world().apps.find(appId);
        App known = before == null ? new App(appId, call.required("secret"), null) : before;
        App app = new App(
                appId,
                call.text("secret", known.secret()),
                call.flag("frozen", known.frozen()),
                call.has("ipWhitelist") ? new IpWhitelist(call.texts("ipWhitelist")) : known.ipWhitelist(),
                call.has("openPlatformId") ? call.text("openPlatformId") : known.openPlatformId(),
                call.has("minuteQuota") ? call.number("minuteQuota") : known.minuteQuota());
        call.world().apps.put(app);
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("appId", app.appId())
                .add("secret", app.secret())
                .add("frozen", app.frozen())
                .add("ipWhitelist", Json.createArrayBuilder(app.ipWhitelist().entries()));
        if (app.openPlatformId() != null) {
            json.add("openPlatformId", app.openPlatformId());
        }
        if (app.minuteQuota() != null) {
            json.add("minuteQuota", app.minuteQuota());
        }
        return json.build();
    }

    static JsonObject putUser(ControlCall call) {
        User known = call.user();
        User user = new User(
                known.name(),
                call.text("unionId", known.unionId()),
                call.flag("blocked", known.blocked()),
                call.text("phone", known.phone()),
                call.text("countryCode", known.countryCode()),
                call.has("nickName") ? call.text("nickName") : known.nickName(),
                call.has("avatarUrl") ? call.text("avatarUrl") : known.avatarUrl());
        call.world().users.put(user);
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("user", user.name())
                .add("unionId", user.unionId())
                .add("blocked", user.blocked())
                .add("phone", user.phone())
                .add("countryCode", user.countryCode());
        addIfPresent(json, "nickName", user.nickName());
        addIfPresent(json, "avatarUrl", user.avatarUrl());
        return json.build();
    }

    static JsonObject issueCode(ControlCall call) {
        Code.Kind kind = Code.Kind.valueOf(call.text("kind", "login").toUpperCase(Locale.ROOT));
        Codes codes = call.world().codes;
        Code code = call.flag("expired", false)
                ? codes.issueExpired(kind, call.app(), call.user())
                : codes.issue(kind, call.app(), call.user());
        return Json.createObjectBuilder().add("code", code.value()).build();
    }

    static JsonObject identity(ControlCall call) {
        return identity(call, keys(call));
    }

    static JsonObject sessionKeys(ControlCall call) {
        return Json.createObjectBuilder()
                .add("issued", Json.createArrayBuilder(call.world().sessionKeys.issued()))
                .build();
    }

    static JsonObject rotateSessionKey(ControlCall call) {
        String openId = call.user().openIdIn(call.app());
        return identity(call, call.world().sessionKeys.rotate(openId, call.app().appId()));
    }

    static JsonObject userInfo(ControlCall call) {
        return clientData(call).userInfo(watermark(call));
    }

    static JsonObject userProfile(ControlCall call) {
        return clientData(call).userProfile(watermark(call));
    }

    static JsonObject phoneData(ControlCall call) {
        return clientData(call).phoneNumber(watermark(call));
    }

    static JsonObject openData(ControlCall call) {
        if (!call.has("data")) {
            throw new IllegalArgumentException("data is missing");
        }
        return clientData(call).openData(call.fields().getJsonObject("data"), watermark(call));
    }

    static JsonObject pay(ControlCall call) {
        return call.world().payments.by(call.user(), call.app()).json();
    }

    static JsonObject rank(ControlCall call) {
        call.world()
                .riskRanks
                .put(call.user().openIdIn(call.app()), Objects.requireNonNullElse(call.number("rank"), 0));
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonObject identity(ControlCall call, KeyRing keys) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("openId", call.user().openIdIn(call.app()))
                .add("sessionKey", keys.current().text());
        SessionKey previous = keys.previous();
        addIfPresent(json, "previousSessionKey", previous == null ? null : previous.text());
        addIfPresent(json, "unionId", call.user().unionIdIn(call.app()));
        return json.build();
    }

    private static void addIfPresent(JsonObjectBuilder json, String name, @Nullable String value) {
        if (value != null) {
            json.add(name, value);
        }
    }

    private static KeyRing keys(ControlCall call) {
        return call.world()
                .sessionKeys
                .held(call.user().openIdIn(call.app()), call.app().appId());
    }

    private static ClientData clientData(ControlCall call) {
        return new ClientData(call.world(), call.user(), call.app(), chosenKey(call));
    }

    private static SessionKey chosenKey(ControlCall call) {
        String which = call.text("key", "current");
        SessionKey previous = keys(call).previous();
        if (which.equals("current")) {
            return keys(call).current();
        }
        if (which.equals("previous") && previous != null) {
            return previous;
        }
        if (which.equals("wrong")) {
            return SessionKey.random();
        }
        throw new IllegalArgumentException("no " + which + " session key");
    }

    private static JsonObject watermark(ControlCall call) {
        Integer timestamp = call.number("timestamp");
        Instant at = timestamp == null ? call.world().clock.instant() : Instant.ofEpochSecond(timestamp);
        return ClientData.watermark(call.text("watermarkAppId", call.app().appId()), at);
    }
}
