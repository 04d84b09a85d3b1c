package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.avatar.Drawn;
import io.weapp.passport.st.LoginSystem.LoggedIn;
import jakarta.json.JsonObject;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a user's whole way through a mini program, from the first tap to the last")
class UserFlowST {

    private final LoginSystem login = LoginSystem.shared();
    private final UserInfoSystem info = UserInfoSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();
    private final Database database = Database.shared();
    private final String user = "flow-" + UUID.randomUUID();

    @Test
    void fromSilentLoginToErasure() {
        LoggedIn phone = login.loggedIn(user);
        assertThat(phone.answer().json().getBoolean("newUser")).isTrue();
        assertThat(profileOf(phone).getBoolean("profileComplete")).isFalse();

        ok(info.agree(phone, "privacy", "2026-01"));
        ok(new AvatarSystem(login).upload(phone, Drawn.unique()));
        ok(info.rename(phone, "小明"));
        JsonObject number = ok(info.phoneByCode(phone, wechat.phoneCodeOf(user)));
        assertThat(number.getString("phone")).isEqualTo(wechat.phoneOf(user));

        JsonObject shown = profileOf(phone);
        assertThat(shown.getString("nickname")).isEqualTo("小明");
        assertThat(shown.getBoolean("profileComplete")).isTrue();
        assertThat(shown.getBoolean("phoneVerified")).isTrue();
        assertThat(shown.getString("phone"))
                .startsWith(wechat.phoneOf(user).substring(0, 3))
                .contains("***");
        assertThat(AvatarSystem.fetch(shown.getString("avatarUrl")).statusCode())
                .isEqualTo(200);

        LoggedIn tablet = login.loggedIn(user);
        assertThat(tablet.answer().json().getBoolean("newUser")).isFalse();
        assertThat(profileOf(tablet)).isEqualTo(shown);

        JsonObject copy = ok(info.export(tablet)).getJsonArray("identities").getJsonObject(0);
        assertThat(copy.getString("nickname")).isEqualTo("小明");
        assertThat(copy.getJsonObject("phone").getString("phone")).isEqualTo(wechat.phoneOf(user));
        assertThat(copy.getJsonArray("consents")).hasSize(1);
        assertThat(copy.getJsonArray("sessions")).hasSize(2);

        assertThat(info.erase(tablet).status()).isEqualTo(204);

        for (LoggedIn device : Set.of(phone, tablet)) {
            Problems.assertProblem(info.profile(device), 401, "session_ended", "login");
            Problems.assertProblem(login.refresh(device.refreshToken()), 401, "refresh_token_invalid", "login");
        }
        assertThat(AvatarSystem.fetch(shown.getString("avatarUrl")).statusCode())
                .isEqualTo(404);
        assertThat(database.tablesWith(wechat.openIdOf(user))).isEmpty();
        assertThat(database.tablesWith(phone.userId())).containsOnly("audit_event");
        LoggedIn again = login.loggedIn(user);
        assertThat(again.userId()).isNotEqualTo(phone.userId());
        assertThat(profileOf(again).getBoolean("profileComplete")).isFalse();
    }

    private JsonObject profileOf(LoggedIn device) {
        return ok(info.profile(device));
    }

    private static JsonObject ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
