package io.weapp.passport.vault;

import java.util.Locale;

/** Every place where sealed values are stored. One that is missing here would be lost with its master key. */
enum SealedColumn {
    IDENTITY_PHONE_HINT("Identity", "phoneHint", "id", "identity.phone_hint"),
    LOGIN_SESSION_REFRESH_KEY("LoginSession", "refreshKey", "id", "login_session.refresh_key"),
    MAC_KEY_SECRET("MacKey", "secret", "purpose", "mac_key"),
    MINI_APP_API_KEY("MiniApp", "signing.symmetricKey", "appId", "mini_app.api_key"),
    MINI_APP_API_PRIVATE_KEY("MiniApp", "signing.privateKey", "appId", "mini_app.api_private_key"),
    MINI_APP_PUSH_AES_KEY("MiniApp", "push.aesKey", "appId", "mini_app.push_aes_key"),
    MINI_APP_PUSH_TOKEN("MiniApp", "push.token", "appId", "mini_app.push_token"),
    MINI_APP_SECRET("MiniApp", "secret", "appId", "mini_app.secret"),
    PHONE_PHONE_NUMBER("Phone", "phoneNumber", "identityId", "phone.phone_number"),
    PUSH_EVENT_MESSAGE("PushEvent", "message", "id", "push_event.message"),
    SESSION_KEY_NEWEST("SessionKeyRing", "newest", "identityId", "session_key"),
    SESSION_KEY_PREDECESSOR("SessionKeyRing", "predecessor", "identityId", "session_key"),
    SIGNING_KEY_JWK("SigningKey", "jwk", "kid", "signing_key"),
    WECHAT_TOKEN_TOKEN("StoredToken", "token", "appId", "wechat_token.token");

    private final String entity;
    private final String value;
    private final String id;
    private final String place;

    SealedColumn(String entity, String value, String id, String place) {
        this.entity = entity;
        this.value = value;
        this.id = id;
        this.place = place;
    }

    /** How everything that was sealed by a key begins. */
    static String startOf(String keyId) {
        return "v1." + keyId + ".";
    }

    /** The place of a value of this column, as the vault knows it. */
    String placeOf(String row) {
        return place + ":" + row;
    }

    String words() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What does not begin like a sealed value was damaged, and says of no key that it is needed. */
    String keys() {
        return "select distinct substring(e.%s, 4, 8) from %s e where e.%1$s like 'v1.________.%%'"
                .formatted(value, entity);
    }

    String others() {
        return "select e.%s, e.%s from %s e where e.%1$s > :after and e.%2$s not like :start order by e.%1$s"
                .formatted(id, value, entity);
    }

    String count() {
        return "select count(e) from %s e where e.%s not like :start".formatted(entity, value);
    }

    /** Changes the row only if it still holds what was read: whoever has written since then is right. */
    String replacement() {
        return "update %s e set e.%s = :changed where e.%s = :id and e.%2$s = :found".formatted(entity, value, id);
    }
}
