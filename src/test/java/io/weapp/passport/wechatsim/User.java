package io.weapp.passport.wechatsim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A person with a WeChat account. Openid and unionid are computed from the name, so that the same person comes back
 * after a restart. {@code unionId} is {@code derived}, {@code none}, or a value of its own. Without a nickname the
 * person is as anonymous as everybody is today.
 */
record User(
        String name,
        String unionId,
        boolean blocked,
        String phone,
        String countryCode,
        @Nullable String nickName,
        @Nullable String avatarUrl) {

    static User named(String name) {
        return new User(name, "derived", false, phoneOf(name), "86", null, null);
    }

    String openIdIn(App app) {
        return identifier("openid", name, app.appId());
    }

    String openPidIn(App plugin) {
        return "G" + identifier("openpid", name, plugin.appId());
    }

    @Nullable
    String unionIdIn(App app) {
        String platform = app.openPlatformId();
        if (platform == null || unionId.equals("none")) {
            return null;
        }
        return unionId.equals("derived") ? identifier("unionid", name, platform) : unionId;
    }

    private static String identifier(String what, String name, String scope) {
        byte[] hash = hash(what + '\n' + name + '\n' + scope);
        return "o" + Base64.getUrlEncoder().encodeToString(hash).substring(0, 27);
    }

    private static String phoneOf(String name) {
        byte[] hash = hash("phone\n" + name);
        StringBuilder digits = new StringBuilder("138");
        for (int i = 0; i < 8; i++) {
            digits.append(Math.floorMod(hash[i], 10));
        }
        return digits.toString();
    }

    private static byte[] hash(String text) {
        try {
            String seeded = "wechat simulator\n" + text;
            return MessageDigest.getInstance("SHA-256").digest(seeded.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
