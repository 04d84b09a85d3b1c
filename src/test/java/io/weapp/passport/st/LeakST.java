package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs after all others ({@link ClassOrderer.OrderAnnotation}) and searches what they have left for secrets. */
@Order(Integer.MAX_VALUE)
class LeakST {

    private final LoginSystem login = LoginSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();

    @Test
    @DisplayName("R6.4 neither the server's log nor any answer of the whole run shows a secret")
    void nothingLeaks() throws IOException {
        String user = "leak-" + UUID.randomUUID();
        LoginSystem.LoggedIn me = login.loggedIn(user);
        login.get("/api/v1/me", me.accessToken() + "x");
        UserInfoSystem.shared().givePhone(me, wechat.phoneCodeOf(user));
        login.get("/api/v1/me", me.accessToken());
        login.logout(me.accessToken());
        List<String> secrets =
                new ArrayList<>(List.of(TestBed.masterKey(), TestBed.operatorPassword(), WechatSystem.DEMO_SECRET));
        secrets.addAll(wechat.allSessionKeys());
        secrets.addAll(Transcript.SECRETS);
        String log = Files.readString(TestBed.server().log(), StandardCharsets.UTF_8);

        assertThat(wechat.allSessionKeys()).contains(wechat.sessionKeyOf(user));
        assertThat(Transcript.ANSWERS).isNotEmpty();
        assertThat(log).contains("weapp-passport is ready");
        for (String secret : secrets) {
            assertThat(log).doesNotContain(secret);
            assertThat(Transcript.ANSWERS).noneMatch(answer -> answer.body().contains(secret));
        }
        assertThat(Transcript.PHONES).contains(wechat.phoneOf(user));
        for (String phone : Transcript.PHONES) {
            assertThat(log).doesNotContain(phone);
            assertThat(Transcript.withoutWholePhones())
                    .noneMatch(answer -> answer.body().contains(phone));
        }
        for (String token : Transcript.TOKENS) {
            assertThat(log).doesNotContain(token);
            assertThat(Transcript.withoutLoginStates())
                    .noneMatch(answer -> answer.body().contains(token));
        }
        for (String code : Transcript.CODES) {
            if (code.length() == 32) {
                assertThat(log).doesNotContain(code);
            }
        }
    }
}
