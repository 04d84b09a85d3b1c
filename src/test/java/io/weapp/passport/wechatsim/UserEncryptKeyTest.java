package io.weapp.passport.wechatsim;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.wechatsim.SimulatedWechat.Answer;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The keys for traffic between client and server. */
class UserEncryptKeyTest {
    private static final String KEYS = "/wxa/business/getuserencryptkey";

    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    @Test
    void aUserWithASessionHasAKey() throws Exception {
        JsonObject key = keys(get()).get(0);
        assertThat(key).containsOnlyKeys("encrypt_key", "version", "expire_in", "iv", "create_time");
        assertThat(Base64.getDecoder().decode(key.getString("encrypt_key"))).hasSize(16);
        assertThat(key.getString("iv")).matches("[0-9a-f]{16}");
        assertThat(key.getInt("version")).isEqualTo(1);
        assertThat(key.getInt("expire_in")).isBetween(3590, 3600);
        assertThat(keys(get())).hasSize(1);
    }

    @Test
    void expiredKeysAreFollowedByNewOnesAndThreeAreKept() throws Exception {
        for (int i = 0; i < 4; i++) {
            get();
            wechat.system.advanceClock(Duration.ofHours(1));
        }
        List<JsonObject> keys = keys(get());
        assertThat(keys).extracting(key -> key.getInt("version")).containsExactly(5, 4, 3);
        assertThat(keys.get(0).getInt("expire_in")).isPositive();
        assertThat(keys.subList(1, 3))
                .extracting(key -> key.getInt("expire_in"))
                .containsOnly(0);
    }

    @Test
    void postDoesAsWellIfItsBodyIsEmpty() throws Exception {
        assertThat(keys(wechat.post(KEYS, "", signed()))).isEqualTo(keys(get()));
        assertThat(wechat.post(KEYS, "{}", signed()).errcode()).isEqualTo(87009);
    }

    @Test
    void theSignatureIsThatOfTheSessionKey() throws Exception {
        String[] params = signed();
        wechat.system.rotateSessionKeyOf("alice");
        assertThat(wechat.get(KEYS, params).errcode()).isEqualTo(87009);
    }

    private Answer get() throws Exception {
        return wechat.get(KEYS, signed());
    }

    private String[] signed() throws Exception {
        String signature = new SessionKey(wechat.system.sessionKeyOf("alice")).hmacOf("");
        return new String[] {
            "access_token",
            wechat.token(),
            "openid",
            wechat.system.openIdOf("alice"),
            "signature",
            signature,
            "sig_method",
            "hmac_sha256"
        };
    }

    private static List<JsonObject> keys(Answer answer) {
        assertThat(answer.errcode()).as(answer.body()).isZero();
        return answer.json().getJsonArray("key_info_list").getValuesAs(JsonObject.class);
    }
}
