package io.weapp.passport.user;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WechatProfileTest {

    private static final String AVATAR = "https://thirdwx.qlogo.cn/mmopen/vi_32/abc/132";
    private static final String GREY_AVATAR = "https://thirdwx.qlogo.cn/mmopen/vi_32/"
            + "POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132";

    @Test
    void nicknameAndAvatarAreTaken() {
        assertThat(profile("Band", AVATAR)).isEqualTo(new WechatProfile("Band", AVATAR));
    }

    @Test
    @DisplayName("R4.4 the placeholder is nobody's profile")
    void placeholderIsWithheld() {
        assertThat(profile("微信用户", GREY_AVATAR)).isEqualTo(new WechatProfile(null, null));
        assertThat(profile("微信用户", AVATAR)).isEqualTo(new WechatProfile(null, AVATAR));
        assertThat(WechatProfile.of(Json.createObjectBuilder()
                        .add("nickName", "Band")
                        .add("avatarUrl", AVATAR)
                        .add("is_demote", true)
                        .build()))
                .isEqualTo(new WechatProfile(null, null));
    }

    @Test
    void whatPosesAsSomethingElseIsRemoved() {
        assertThat(profile("A\u202Elice\u0000\n", AVATAR).nickname()).isEqualTo("Alice");
        assertThat(profile("\u2066 \u2069", AVATAR).nickname()).isNull();
    }

    @Test
    void emojiFamiliesStayTogether() {
        assertThat(profile("👨‍👩‍👧 家", AVATAR).nickname()).isEqualTo("👨‍👩‍👧 家");
    }

    @Test
    void longNicknameIsCutAtCodePoints() {
        assertThat(profile("😀".repeat(40), AVATAR).nickname()).isEqualTo("😀".repeat(32));
    }

    @Test
    void avatarMustBeAWebAddress() {
        assertThat(profile("Band", "javascript:alert(1)").avatarUrl()).isNull();
        assertThat(profile("Band", "https://x/\u0000").avatarUrl()).isNull();
        assertThat(profile("Band", "https://x/\ud800").avatarUrl()).isNull();
        assertThat(profile("Band", "https://x/ y").avatarUrl()).isNull();
        assertThat(profile("Band", "https://x/" + "a".repeat(1000)).avatarUrl()).isNull();
    }

    private static WechatProfile profile(String nickname, String avatar) {
        return WechatProfile.of(Json.createObjectBuilder()
                .add("nickName", nickname)
                .add("avatarUrl", avatar)
                .build());
    }
}
