package io.weapp.passport.user;

import jakarta.json.JsonObject;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Nickname and avatar as WeChat's profile data gives them; null where WeChat withholds them behind its placeholder
 * ("微信用户" with a grey avatar, since 2021).
 */
public record WechatProfile(
        @Nullable String nickname, @Nullable String avatarUrl) {

    private static final String PLACEHOLDER_AVATAR =
            "POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg";
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[!-~]+");
    private static final int MAX_URL_CHARS = 1000;

    /**
     * Reads what WeChat shows of a person.
     *
     * @param profile the decrypted data of {@code wx.getUserInfo} or {@code wx.getUserProfile}
     */
    public static WechatProfile of(JsonObject profile) {
        if (profile.getBoolean("is_demote", false)) {
            return new WechatProfile(null, null);
        }
        return new WechatProfile(
                nickname(profile.getString("nickName", "")), avatar(profile.getString("avatarUrl", "")));
    }

    private static @Nullable String nickname(String raw) {
        String visible = VisibleText.of(Normalizer.normalize(raw, Normalizer.Form.NFC), Nickname.MAX_CODE_POINTS);
        return visible.isEmpty() || visible.equals(Nickname.WECHAT_PLACEHOLDER) ? null : visible;
    }

    private static @Nullable String avatar(String url) {
        return WEB_ADDRESS.matcher(url).matches() && url.length() <= MAX_URL_CHARS && !url.contains(PLACEHOLDER_AVATAR)
                ? url
                : null;
    }
}
